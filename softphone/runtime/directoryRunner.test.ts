import { describe, expect, it } from '@jest/globals';
import type { AgentId, CentreEntry, SoftphoneEvent } from '../core/index.ts';
import { settled } from '../testing/virtualClock.ts';
import { createDirectoryRunner } from './directoryRunner.ts';
import { createFakePorts } from './testing/fakePorts.ts';

const both = ['connector', 'desktop'] as const;

function open(found: readonly CentreEntry[] = []) {
  const fake = createFakePorts();
  const ports = {
    ...fake.ports,
    link: {
      ...fake.ports.link,
      searchDirectory: async (text: string) => {
        await fake.ports.link.searchDirectory(text);
        return found;
      },
    },
  };
  const events: SoftphoneEvent[] = [];
  const failures: unknown[] = [];
  const runner = createDirectoryRunner(
    ports,
    (event) => events.push(event),
    (action) => {
      action().catch((cause: unknown) => failures.push(cause));
    },
  );
  return { ...fake, runner, events, failures };
}

describe('a search', () => {
  it('waits for the next key, the desktop longer than the connector', async () => {
    const { runner, clock, asked } = open();

    runner.search({ type: 'searchDirectory', text: 'ada', sources: both });
    await clock.advance(29);
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(asked).toEqual([['link.searchDirectory', 'ada']]);
    await clock.advance(120);
    expect(asked.at(-1)).toEqual(['host.searchRecords', 'ada']);
  });

  it('takes the place of one that has not been asked', async () => {
    const { runner, clock, argumentsOf } = open();

    runner.search({ type: 'searchDirectory', text: 'ada', sources: both });
    await clock.advance(29);
    runner.search({ type: 'searchDirectory', text: 'adam', sources: both });
    await clock.advance(200);
    runner.search({ type: 'searchDirectory', text: 'adams', sources: both });
    runner.search({ type: 'searchDirectory', text: '', sources: [] });
    await clock.advance(200);

    expect(argumentsOf('link.searchDirectory')).toEqual(['adam']);
    expect(argumentsOf('host.searchRecords')).toEqual(['adam']);
  });

  it('asks once more for a queue whose figures have not come', async () => {
    const queue: CentreEntry = {
      kind: 'queue',
      target: { kind: 'queue', queue: 'Support' },
      name: 'Support',
    };
    const { runner, clock, argumentsOf } = open([queue]);

    runner.search({ type: 'searchDirectory', text: 'sup', sources: ['connector'] });
    await clock.advance(529);
    expect(argumentsOf('link.searchDirectory')).toEqual(['sup']);
    await clock.advance(1);
    await clock.advance(60_000);
    expect(argumentsOf('link.searchDirectory')).toEqual(['sup', 'sup']);

    runner.search({ type: 'searchDirectory', text: 'supp', sources: ['connector'] });
    await clock.advance(30);
    runner.search({ type: 'searchDirectory', text: '', sources: [] });
    await clock.advance(1_000);
    expect(argumentsOf('link.searchDirectory')).toEqual(['sup', 'sup', 'supp']);
  });

  it('ends with nothing found where a source fails, which is reported', async () => {
    const { runner, clock, make, events, failures } = open();
    make('host.searchRecords', () => Promise.reject(new Error('away')));

    runner.search({ type: 'searchDirectory', text: 'ada', sources: both });
    await clock.advance(150);
    await settled();

    expect(events).toEqual([
      { type: 'directoryFound', source: 'connector', text: 'ada', entries: [] },
      { type: 'directoryFound', source: 'desktop', text: 'ada', entries: [] },
    ]);
    expect(failures).toEqual([new Error('away')]);
  });
});

describe('saved numbers', () => {
  it('are read and kept for the agent', () => {
    const { runner, events, argumentsOf } = open();
    const agentId = '005' as AgentId;

    runner.readSaved({ type: 'readSavedNumbers', agentId });
    runner.keepSaved({ type: 'keepSavedNumbers', agentId, numbers: [{ number: '911', name: 'Porter' }] });

    expect(events).toEqual([{ type: 'savedNumbersRead', numbers: [] }]);
    expect(argumentsOf('savedNumbers.keep')).toEqual([[agentId, [{ number: '911', name: 'Porter' }]]]);
  });
});
