import type { ConnectorProcess } from '../local/connectorProcess.ts';

/** What the instances have counted, over their deaths. */
export interface SoakTotals {
  readonly webhooks: number;
  readonly turns: number;
  readonly repaired: number;
  /** Resident memory of the largest instance, in bytes, at the last look. */
  readonly memory: number;
}

const counted = {
  webhooks: /^cti_webhook_seconds_count\{[^}]*\} (\S+)$/gm,
  turns: /^cti_turn_seconds_count\{[^}]*\} (\S+)$/gm,
  repaired: /^cti_repairs_total\{[^}]*\} (\S+)$/gm,
  memory: /^process_resident_memory_bytes (\S+)$/gm,
};

/** Reads the metrics of all instances again and again: a killed one begins at nothing. */
export function startMeters(instances: readonly ConnectorProcess[], everyMs: number) {
  const sums = { webhooks: 0, turns: 0, repaired: 0 };
  const before = new Map<ConnectorProcess, Record<keyof typeof sums, number>>();
  let memory = 0;

  async function look(): Promise<void> {
    const read = await Promise.all(
      instances.map(async (instance) => [instance, await metricsOf(instance)] as const),
    );
    const sizes: number[] = [];
    for (const [instance, text] of read) {
      if (text === undefined) continue;
      const last = before.get(instance) ?? { webhooks: 0, turns: 0, repaired: 0 };
      const now = {
        webhooks: sumOf(text, 'webhooks'),
        turns: sumOf(text, 'turns'),
        repaired: sumOf(text, 'repaired'),
      };
      const isNew = now.webhooks < last.webhooks || now.turns < last.turns;
      for (const name of ['webhooks', 'turns', 'repaired'] as const) {
        sums[name] += now[name] - (isNew ? 0 : last[name]);
      }
      before.set(instance, now);
      sizes.push(sumOf(text, 'memory'));
    }
    if (sizes.length > 0) memory = Math.max(...sizes);
  }

  const timer = setInterval(() => void look(), everyMs);
  return {
    async totals(): Promise<SoakTotals> {
      await look();
      return { ...sums, memory };
    },
    stop() {
      clearInterval(timer);
    },
  };
}

function sumOf(text: string, name: keyof typeof counted): number {
  return [...text.matchAll(counted[name])].reduce((sum, [, value]) => sum + Number(value), 0);
}

async function metricsOf({ url }: ConnectorProcess): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/metrics`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(1_000),
    });
    return await answer.text();
  } catch {
    return undefined;
  }
}
