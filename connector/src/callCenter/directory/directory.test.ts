import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  newDesk,
  type AgentId,
  type Desk,
  type QueueFigures,
  type RestingState,
} from '../../../../softphone/core/index.ts';
import type { AgentListing, ListedAgent } from '../ports/agentListing.ts';
import { createVirtualClock, type VirtualClock } from '../testing/virtualClock.ts';
import { createDirectory, type Directory } from './directory.ts';

const id = (number: number) => `00500000000000${number}AAA` as AgentId;
const ada: ListedAgent = { id: id(1), name: 'Ada Agent', extension: '101' };
const bea: ListedAgent = { id: id(2), name: 'Béa Agent', extension: '102' };
const cleo: ListedAgent = { id: id(3), name: 'Cleo Agent' };
const numbers = [{ name: 'Agency for taxis', number: '+1 415 555 0190', transferable: true }];
const busy: QueueFigures = { waiting: 2, longestWaitSeconds: 40, ready: 0 };

let clock: VirtualClock;
let listing: AgentListing;
let desks: Desk[];
let problems: unknown[];
let ask: () => Promise<ReadonlyMap<string, QueueFigures>>;
let asked: number;
let directory: Directory;

beforeEach(() => {
  clock = createVirtualClock();
  listing = { agents: [ada, bea, cleo], numbers };
  desks = [];
  problems = [];
  asked = 0;
  ask = () => Promise.resolve(new Map([['Agents first', busy]]));
  directory = createDirectory({
    listing: () => listing,
    queues: ['Agents first', 'Support'],
    store: { desks: (ids) => Promise.resolve(desks.filter(({ agent }) => ids.includes(agent.id))) },
    board: {
      figures: () => {
        asked += 1;
        return ask();
      },
    },
    clock,
    journal: { note: () => undefined, problem: (...problem) => void problems.push(problem) },
  });
});

function sit({ id: agentId, name }: ListedAgent, resting: RestingState): void {
  const desk = newDesk({ id: agentId, name }, clock.now());
  desks.push({ ...desk, agent: { ...desk.agent, resting } });
}

const namesFor = async (text: string, own = id(9)) =>
  (await directory.search(own, text)).map(({ name }) => name);

describe('a search in the directory', () => {
  it('finds agents, queues and shared numbers by the beginnings of their words', async () => {
    expect(await namesFor('age')).toEqual([
      'Ada Agent',
      'Béa Agent',
      'Cleo Agent',
      'Agents first',
      'Agency for taxis',
    ]);
    expect(await namesFor('AGENT BEA')).toEqual(['Béa Agent']);
    expect(await namesFor('gent')).toEqual([]);
  });

  it('leaves out the agent who searches', async () => {
    expect(await namesFor('agent', ada.id)).not.toContain('Ada Agent');
  });

  it('tells what each agent does now, who can talk soonest first', async () => {
    sit(bea, { name: 'notReady', reasonCode: 'Lunch' });
    sit(cleo, { name: 'ready' });

    expect((await directory.search(id(9), 'agent')).slice(0, 3)).toEqual([
      expect.objectContaining({ name: 'Cleo Agent', agentState: 'ready' }),
      expect.objectContaining({ name: 'Béa Agent', agentState: 'notReady', reasonCode: 'Lunch' }),
      expect.objectContaining({ name: 'Ada Agent', agentState: 'loggedOut', extension: '101' }),
    ]);
  });

  it('finds an extension by its digits, and a number by a part of it', async () => {
    expect(await namesFor('102')).toEqual(['Béa Agent']);
    expect(await namesFor('555 01')).toEqual(['Agency for taxis']);
  });

  it('begins with the third character', async () => {
    expect(await namesFor('ag')).toEqual([]);
  });

  it('tells how a queue is doing', async () => {
    expect(await directory.search(id(9), 'first')).toEqual([
      {
        kind: 'queue',
        target: { kind: 'queue', queue: 'Agents first' },
        name: 'Agents first',
        figures: busy,
      },
    ]);
  });
});

describe('figures of the queues', () => {
  const figuresFor = async (text: string) => {
    const [entry] = await directory.search(id(9), text);
    return entry?.kind === 'queue' ? entry.figures : undefined;
  };

  it('are asked for once in three seconds, and only when a queue is meant', async () => {
    await directory.search(id(9), 'taxis');
    await figuresFor('first');
    clock.advance(2_999);
    await figuresFor('first');
    expect(asked).toBe(1);

    clock.advance(1);
    await figuresFor('first');
    expect(asked).toBe(2);
  });

  it('are left out when the router does not answer in time, and are there next time', async () => {
    let answer: (figures: ReadonlyMap<string, QueueFigures>) => void = () => undefined;
    ask = () => new Promise((resolve) => (answer = resolve));
    const search = figuresFor('first');
    for (let step = 0; step < 5; step += 1) await Promise.resolve();
    clock.advance(40);
    expect(await search).toBeUndefined();

    answer(new Map([['Agents first', busy]]));
    expect(await figuresFor('first')).toEqual(busy);
    expect(asked).toBe(1);
  });

  it('are not shown once they are half a minute old', async () => {
    await figuresFor('first');
    ask = () => Promise.reject(new Error('busy'));

    clock.advance(29_999);
    expect(await figuresFor('first')).toEqual(busy);
    clock.advance(1);
    expect(await figuresFor('first')).toBeUndefined();
    expect(problems).toContainEqual(['QUEUE_FIGURES_UNREAD', {}, expect.any(Error)]);
  });
});

describe('an extension', () => {
  it('leads to its agent, exactly', () => {
    expect(directory.agentOfExtension('101')).toBe(ada.id);
    expect(directory.agentOfExtension('10')).toBeUndefined();
    expect(directory.agentOfExtension('1011')).toBeUndefined();
    expect(directory.agentOfExtension("101' OR '1' = '1")).toBeUndefined();
  });

  it('that two agents have leads to neither, which is noted once', () => {
    listing = { agents: [ada, { ...bea, extension: '101' }, cleo], numbers };

    expect(directory.agentOfExtension('101')).toBeUndefined();
    expect(directory.agentOfExtension('101')).toBeUndefined();
    expect(problems).toEqual([
      ['EXTENSION_TAKEN_TWICE', { extension: '101', agents: `${ada.id} ${bea.id}` }],
    ]);
  });

  it('is that of the newest listing', () => {
    expect(directory.agentOfExtension('102')).toBe(bea.id);
    listing = { agents: [{ ...cleo, extension: '102' }], numbers };

    expect(directory.agentOfExtension('102')).toBe(cleo.id);
    expect(directory.nameOf(cleo.id)).toBe('Cleo Agent');
    expect(directory.nameOf(ada.id)).toBeUndefined();
  });
});
