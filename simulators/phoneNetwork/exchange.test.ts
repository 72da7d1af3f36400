import { beforeEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock, type VirtualClock } from '../shared/clock.ts';
import { createTone } from '../shared/media/soundSource.ts';
import type { EndpointCall } from './endpointCall.ts';
import { createExchange, type Exchange } from './exchange.ts';

const centre = '+14155550199';
const caller = '+14155550100';

let clock: VirtualClock;
let exchange: Exchange;
let arrived: EndpointCall[];

beforeEach(() => {
  clock = createVirtualClock();
  exchange = createExchange(clock);
  arrived = [];
  exchange.serve({
    owns: (number) => number === centre,
    incoming: (call) => {
      arrived.push(call);
    },
  });
});

function follow(call: EndpointCall) {
  const told: string[] = [];
  call.subscribe((event) => {
    told.push(event.type === 'digit' ? event.digit : event.type === 'ended' ? event.cause : event.type);
  });
  return told;
}

function dial(number: string) {
  const call = exchange.dial({ from: centre, to: number });
  return { call, told: follow(call) };
}

describe('a number that nobody scripted', () => {
  it.each([
    ['+442079460001', ['busy']],
    ['+442079460002', ['ringing']],
    ['+442079460003', ['failed']],
    ['+442079460123', ['ringing', 'answered']],
  ])('%s does what its last digits say', (number, expected) => {
    const { told } = dial(number);

    clock.advance(60_000);

    expect(told).toEqual(expected);
  });

  it('says 600 Hz once it has answered, and nothing before', () => {
    const { call } = dial('+442079460123');

    expect(call.line.read().some((sample) => sample !== 0)).toBe(false);
    clock.advance(2000);

    expect(call.line.read()).toEqual(createTone(600)());
  });
});

describe('a scripted number', () => {
  it('answers and hangs up after the seconds it was told', () => {
    exchange.script('+442079460001', {
      outcome: 'answers',
      afterSeconds: 5,
      say: 'silence',
      hangUpAfterSeconds: 3,
    });
    const { told } = dial('+442079460001');

    clock.advance(4999);
    expect(told).toEqual(['ringing']);
    clock.advance(1);
    expect(told).toEqual(['ringing', 'answered']);
    clock.advance(3000);

    expect(told).toEqual(['ringing', 'answered', 'completed']);
  });

  it('does not answer a call that was given up', () => {
    const { call, told } = dial('+442079460123');
    clock.advance(1000);

    call.hangUp('noAnswer');
    clock.advance(60_000);

    expect(told).toEqual(['ringing', 'noAnswer']);
    expect(exchange.calls()[0]?.phase()).toEqual({ state: 'ended', cause: 'noAnswer' });
  });
});

describe('a scripted caller', () => {
  it('follows the carrier, and presses its digits once it is answered', () => {
    const call = exchange.call({ from: caller, to: centre, say: { tone: 440 }, digits: '1w2' });
    const states: string[] = [];
    call.subscribe(({ state }) => states.push(state));
    const told = follow(arrived[0]!);

    arrived[0]!.ring();
    clock.advance(5000);
    arrived[0]!.answer();
    clock.advance(300);
    expect(told).toEqual(['1']);
    clock.advance(800);

    expect(told).toEqual(['1', '2']);
    expect(states).toEqual(['ringing', 'answered']);
    expect(call).toMatchObject({ direction: 'caller', from: caller, to: centre });
  });

  it('cannot press keys before the answer', () => {
    const call = exchange.call({ from: caller, to: centre, say: 'silence' });
    const told = follow(arrived[0]!);

    call.press('1');
    clock.advance(1000);

    expect(told).toEqual([]);
  });

  it('says its tone and tells what it hears', () => {
    const call = exchange.call({ from: caller, to: centre, say: { tone: 440 } });
    const { line } = arrived[0]!;
    const say = createTone(900);
    arrived[0]!.answer();

    for (let count = 0; count < 10; count += 1) line.write(say());

    expect(call.heard().tones).toEqual([900]);
    expect(line.read()).toEqual(createTone(440)());
  });

  it('gives up before the answer and completes after it', () => {
    const given = exchange.call({ from: caller, to: centre, say: 'silence' });
    const completed = exchange.call({ from: caller, to: centre, say: 'silence', hangUpAfterSeconds: 10 });
    const [told, toldLater] = [follow(arrived[0]!), follow(arrived[1]!)];
    arrived[1]!.answer();

    given.hangUp();
    clock.advance(10_000);

    expect(told).toEqual(['canceled']);
    expect(toldLater).toEqual(['completed']);
    expect(completed.phase()).toEqual({ state: 'ended', cause: 'completed' });
  });

  it('learns why the carrier ended the call', () => {
    const call = exchange.call({ from: caller, to: centre, say: 'silence' });

    arrived[0]!.hangUp('busy');

    expect(call.phase()).toEqual({ state: 'ended', cause: 'busy' });
  });

  it('fails when no carrier has the number', () => {
    const call = exchange.call({ from: caller, to: '+14155550777', say: 'silence' });

    expect(call.phase()).toEqual({ state: 'ended', cause: 'failed' });
  });
});

describe('a station', () => {
  it('gets the calls to its number, and the number is busy while the station is', () => {
    const rung: string[] = [];
    const unassign = exchange.assign(caller, {
      call(from) {
        rung.push(from);
        return undefined;
      },
    });

    const { told } = dial(caller);
    clock.advance(0);
    unassign();
    dial(caller);

    expect(rung).toEqual([centre]);
    expect(told).toEqual(['busy']);
  });
});
