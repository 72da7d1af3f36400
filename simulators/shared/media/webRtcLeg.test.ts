import { afterEach, describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../clock.ts';
import { createWebRtcLeg, type WebRtcLeg } from './webRtcLeg.ts';

describe('a WebRTC leg', () => {
  const legs: WebRtcLeg[] = [];
  const clock = createVirtualClock();
  const createLeg = () => {
    const leg = createWebRtcLeg({ clock, silenceLimitMs: 20_000 });
    legs.push(leg);
    return leg;
  };
  afterEach(() => {
    for (const leg of legs) leg.close();
  });

  it('offers mu-law and key presses on the loopback, for the session without full ICE', async () => {
    const offer = await createLeg().offer();

    expect(offer).toMatch(/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF 0 126\r$/m);
    expect(offer.indexOf('a=ice-lite')).toBeLessThan(offer.indexOf('m=audio'));
    expect([...offer.matchAll(/a=candidate:.* udp \d+ (\S+) /g)].map(([, address]) => address)).toEqual([
      '127.0.0.1',
    ]);
  });

  it('is lost when the other side says nothing after the negotiation, and not before', async () => {
    const [calling, called] = [createLeg(), createLeg()];
    const lost: string[] = [];
    calling.subscribe((event) => lost.push(event.type === 'lost' ? event.reason : event.digit));
    clock.advance(60_000);

    await calling.accept(await called.answer(await calling.offer()));
    clock.advance(20_000);
    expect(lost).toEqual([]);
    clock.advance(2000);

    expect(lost).toEqual(['silent']);
  });
});
