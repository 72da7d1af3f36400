/** How far a figure is from its aim. */
export type Level = 'fine' | 'warning' | 'critical';

/** From which figures are marked: a wait in seconds, a service level from 0 to 1. */
export interface Limits {
  readonly waitSeconds: { readonly warning: number; readonly critical: number };
  readonly level: { readonly warning: number; readonly critical: number };
}

const ORDER: readonly Level[] = ['fine', 'warning', 'critical'];

/** The level of each figure of a queue, and of its tile, which has the worse one. */
export function levelOf(
  figures: { readonly waitSeconds: number | undefined; readonly serviceLevel: number | undefined },
  limits: Limits,
): { readonly wait: Level; readonly serviceLevel: Level; readonly tile: Level } {
  const wait = waitLevel(figures.waitSeconds, limits.waitSeconds);
  const serviceLevel = serviceLevelLevel(figures.serviceLevel, limits.level);
  return {
    wait,
    serviceLevel,
    tile: ORDER.indexOf(wait) > ORDER.indexOf(serviceLevel) ? wait : serviceLevel,
  };
}

function waitLevel(seconds: number | undefined, { warning, critical }: Limits['waitSeconds']): Level {
  if (seconds === undefined || seconds < warning) return 'fine';
  return seconds < critical ? 'warning' : 'critical';
}

function serviceLevelLevel(level: number | undefined, { warning, critical }: Limits['level']): Level {
  if (level === undefined || level >= warning) return 'fine';
  return level >= critical ? 'warning' : 'critical';
}
