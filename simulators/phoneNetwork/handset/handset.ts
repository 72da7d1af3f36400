import type { Clock } from '../../shared/clock.ts';
import type { WebRtcLeg } from '../../shared/media/webRtcLeg.ts';
import { createEndpoint, type Endpoint } from '../endpoint.ts';
import type { EndCause } from '../endpointCall.ts';
import type { Exchange, Station } from '../exchange.ts';
import { parsePhoneNumber } from '../phoneNumber.ts';
import { parseHandsetRequest, type HandsetNews, type HandsetRequest } from './handsetMessages.ts';

export interface HandsetOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly createLeg: () => WebRtcLeg;
  readonly tell: (news: HandsetNews) => void;
}

/** The network's side of one handset page. */
export interface Handset {
  received(line: string): void;
  /** The page is gone: its call ends and its number is free. */
  lost(): void;
}

interface HandsetCall {
  readonly direction: 'made' | 'received';
  readonly endpoint: Endpoint;
  readonly leg: WebRtcLeg;
  answered: boolean;
}

export function createHandset({ exchange, clock, createLeg, tell }: HandsetOptions): Handset {
  let ownNumber: string | undefined;
  let release: () => void = () => undefined;
  let current: HandsetCall | undefined;

  const station: Station = {
    call(from) {
      if (current || ownNumber === undefined) return undefined;
      const call = begin({ direction: 'received', from, to: ownNumber });
      follow(
        call,
        call.leg.offer().then((sdp) => {
          tell({ type: 'incoming', from, sdp });
          call.endpoint.report({ type: 'ringing' });
        }),
      );
      return call.endpoint.call;
    },
  };

  return {
    received(line) {
      const request = parseHandsetRequest(line);
      if (request) handle(request);
      else tell({ type: 'refused', reason: 'The telephone network does not understand this request.' });
    },
    lost() {
      release();
      ownNumber = undefined;
      end('completed');
    },
  };

  function handle(request: HandsetRequest) {
    switch (request.type) {
      case 'use':
        use(request.number);
        return;
      case 'dial':
        dial(request);
        return;
      case 'answer':
        answer(request.sdp);
        return;
      case 'press':
        current?.endpoint.report({ type: 'digit', digit: request.digit });
        return;
      case 'hangUp':
        end(farewell());
    }
  }

  function use(typed: string) {
    const number = parsePhoneNumber(typed);
    if (!number || exchange.serves(number)) {
      const reason = number ? 'belongs to the centre' : 'is not an international number, as +14155550100 is';
      tell({ type: 'refused', reason: `${typed} ${reason}. Choose another number for this phone.` });
      return;
    }
    release();
    ownNumber = number;
    release = exchange.assign(number, station);
    tell({ type: 'using', number });
  }

  function dial({ to: typed, sdp }: HandsetRequest & { type: 'dial' }) {
    const to = parsePhoneNumber(typed);
    if (ownNumber === undefined || current || !to) {
      const reason = to
        ? 'This phone is in a call or has no number yet.'
        : `${typed} is not an international number.`;
      tell({ type: 'refused', reason });
      return;
    }
    const call = begin({ direction: 'made', from: ownNumber, to });
    follow(
      call,
      call.leg.answer(sdp).then((answerSdp) => {
        if (call !== current) return;
        tell({ type: 'connecting', sdp: answerSdp });
        if (!exchange.connect(call.endpoint.call)) end('failed');
      }),
    );
  }

  function answer(sdp: string) {
    const call = current;
    if (call?.direction !== 'received' || call.answered) return;
    call.answered = true;
    follow(
      call,
      call.leg.accept(sdp).then(() => {
        tell({ type: 'answered' });
        call.endpoint.report({ type: 'answered' });
      }),
    );
  }

  function begin({ direction, from, to }: { direction: HandsetCall['direction']; from: string; to: string }) {
    const leg = createLeg();
    const endpoint = createEndpoint({
      from,
      to,
      clock,
      line: leg,
      controls: {
        ring: () => {
          tell({ type: 'ringing' });
        },
        answer: () => {
          call.answered = true;
          tell({ type: 'answered' });
        },
        end: (cause) => {
          close(call, cause);
        },
      },
    });
    const call: HandsetCall = { direction, endpoint, leg, answered: false };
    leg.subscribe((event) => {
      if (event.type === 'digit') endpoint.report(event);
      else if (call === current) end('completed');
    });
    current = call;
    return call;
  }

  function farewell(): EndCause {
    if (current?.answered) return 'completed';
    return current?.direction === 'received' ? 'busy' : 'canceled';
  }

  function end(cause: EndCause) {
    const call = current;
    if (!call) return;
    close(call, cause);
    call.endpoint.report({ type: 'ended', cause });
  }

  function close(call: HandsetCall, cause: EndCause) {
    call.leg.close();
    if (call !== current) return;
    current = undefined;
    tell({ type: 'ended', cause });
  }

  /** A page whose media cannot be negotiated gets its call back as failed. */
  function follow(call: HandsetCall, work: Promise<void>) {
    work.catch(() => {
      if (call === current) end('failed');
    });
  }
}
