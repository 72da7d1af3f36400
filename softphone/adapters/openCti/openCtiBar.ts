import type { BarItem } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OpenCti } from './openCti.ts';

/** The words of the bar, in the agent's language. */
export type BarLabels = Readonly<Record<BarItem['state'] | 'softphone', string>>;

/** Utility icons of the Lightning Design System; while it rings, they take turns. */
const icons: Readonly<Record<BarItem['state'], readonly [string, ...string[]]>> = {
  signingIn: ['sync'],
  problem: ['warning'],
  loggedOut: ['offline'],
  ready: ['call'],
  notReady: ['pause'],
  ringing: ['incoming_call', 'call'],
  dialing: ['outbound_call'],
  onCall: ['unmuted'],
  wrapUp: ['log_a_call'],
};
const TURN_MS = 600;

/** The softphone's place in the utility bar, and the head of its panel. */
export interface OpenCtiBar {
  /** Names the panel. */
  start(): void;
  show(item: BarItem): void;
}

/** `report` is told when the desktop does not show an item: nothing else comes of it. */
export function createOpenCtiBar(
  openCti: OpenCti,
  labels: BarLabels,
  { clock, report }: { clock: Clock; report: (cause: unknown) => void },
): OpenCtiBar {
  let forgetTurn: () => void = () => undefined;

  function showIcon(turns: readonly [string, ...string[]]): void {
    const [icon, ...others] = turns;
    openCti.setItemIcon(icon).catch(report);
    if (others.length === 0) return;
    const [next = icon, ...rest] = others;
    forgetTurn = clock.schedule(TURN_MS, () => {
      showIcon([next, ...rest, icon]);
    });
  }

  return {
    start() {
      openCti.setPanelIcon('call').catch(report);
      openCti.setPanelLabel(labels.softphone).catch(report);
    },
    show(item) {
      forgetTurn();
      const detail = item.party ?? item.reasonCode;
      const word = labels[item.state];
      openCti.setItemLabel(detail ? `${word}: ${detail}` : word).catch(report);
      showIcon(icons[item.state]);
    },
  };
}
