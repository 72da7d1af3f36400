import { createRingBack } from '../../../shared/media/soundSource.ts';
import { secondsBetween } from '../../account.ts';
import { isFinal, type Call } from '../../calls/call.ts';
import { interruptible } from '../interruptible.ts';
import type { TwimlRun } from '../twimlRun.ts';
import type { DialPlan } from './dial.ts';

type Params = Readonly<Record<string, string>>;

/**
 * Rings everybody; whoever answers first talks with the caller until one of the two hangs up.
 * A request that sends the one who answered elsewhere ends the verb, and that call goes on without the caller.
 */
export function dialParties(plan: DialPlan, { call, parts, signal }: TwimlRun): Promise<Params> {
  const { calls, clock, sound } = parts;
  return interruptible<Params>(signal, (resolve) => {
    const legs = plan.parties.map(({ to, statusCallback }) =>
      calls.originate({
        from: plan.from,
        to,
        direction: 'outbound-dial',
        parentCallSid: call.sid,
        statusCallback,
        timeoutSeconds: plan.timeoutSeconds,
      }),
    );
    let close: () => void = () => undefined;
    let gone: Call | undefined;
    call.hear(createRingBack());
    for (const leg of legs) {
      leg.subscribe(({ type }) => {
        if (type === 'answered') connect(leg);
        if (type === 'redirected') gone = leg;
        const over = leg.answeredAt !== undefined || legs.every(({ status }) => isFinal(status));
        if (type === 'redirected' || (type === 'ended' && over)) resolve(resultOf(leg));
      });
    }
    return () => {
      call.hear(undefined);
      close();
      for (const leg of legs) if (leg !== gone && !isFinal(leg.status)) leg.end();
    };

    function connect(leg: Call) {
      for (const other of legs) if (other !== leg && !isFinal(other.status)) other.end();
      if (!leg.line || !call.line) return;
      call.answer();
      call.hear(undefined);
      const talk = sound.openTalk();
      talk.join(call.line);
      talk.join(leg.line);
      close = talk.close;
    }
  });

  function resultOf(leg: Call): Params {
    const end = leg.endedAt ?? clock.now();
    const seconds = secondsBetween(leg.answeredAt ?? end, end);
    return {
      DialCallSid: leg.sid,
      DialCallStatus: isFinal(leg.status) ? leg.status : 'completed',
      DialBridged: String(leg.answeredAt !== undefined),
      ...(leg.answeredAt === undefined ? {} : { DialCallDuration: String(seconds) }),
    };
  }
}
