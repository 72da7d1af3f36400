import {
  MediaStream,
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  usePCMU,
} from 'werift';
import type { Clock } from '../clock.ts';
import { FRAME_SAMPLES, type AudioLine, type Frame } from './audioLine.ts';
import { createFrameQueue } from './frameQueue.ts';
import { decodeMulaw, encodeMulaw } from './mulaw.ts';
import { eventPayloadType, tidySdp } from './sdp.ts';

export type WebRtcLegEvent =
  | { readonly type: 'digit'; readonly digit: string }
  /** The browser closed its side or no sound came for too long. Reported once; nothing follows. */
  | { readonly type: 'lost'; readonly reason: 'closed' | 'silent' };

/** One browser's two-way sound. SDP goes in and out; who carries it is the caller's business. */
export interface WebRtcLeg extends AudioLine {
  /** Answers the browser's offer, also a later one (ICE restart). */
  answer(offerSdp: string): Promise<string>;
  /** Makes the offer for a browser that is being called. */
  offer(): Promise<string>;
  accept(answerSdp: string): Promise<void>;
  subscribe(listener: (event: WebRtcLegEvent) => void): () => void;
  close(): void;
}

export interface WebRtcLegOptions {
  readonly clock: Clock;
  /** A browser that sends nothing for so long is gone: ICE-lite has no consent checks of its own. */
  readonly silenceLimitMs?: number;
}

const loopback = '127.0.0.1';
const frameMs = 20;
const eventNames = '0123456789*#ABCD';

/** A leg on this machine's loopback that speaks PCMU and telephone-event (RFC 4733) only. */
export function createWebRtcLeg({ clock, silenceLimitMs = 20_000 }: WebRtcLegOptions): WebRtcLeg {
  const listeners = new Set<(event: WebRtcLegEvent) => void>();
  const heard = createFrameQueue();
  const connection = createConnection();
  const transceiver = connection.addTransceiver(new MediaStreamTrack({ kind: 'audio' }), {
    direction: 'sendrecv',
    streams: [new MediaStream()], // gives the SDP its a=msid, or the browser has to invent a stream
  });
  const sender = transceiver.sender;
  let closed = false;
  let negotiated = false;
  let eventType: number | undefined;
  let lastEventAt: number | undefined;
  let lastHeardAt = clock.now();
  let sequence = 0;
  let timestamp = 0;
  let lastWriteAt: number | undefined;

  transceiver.onTrack.subscribe((track) => {
    track.onReceiveRtp.subscribe(receive);
  });
  for (const transport of connection.dtlsTransports) {
    transport.onStateChange.subscribe((state) => {
      if (state === 'closed') lose('closed');
    });
  }
  watchSilence();

  function receive({ header, payload }: RtpPacket) {
    lastHeardAt = clock.now();
    if (header.payloadType !== eventType) {
      for (let at = 0; at < payload.length; at += FRAME_SAMPLES) {
        heard.push(decodeMulaw(payload.subarray(at, at + FRAME_SAMPLES)));
      }
      return;
    }
    // All packets of one key press carry the timestamp of its beginning.
    if (header.timestamp === lastEventAt) return;
    lastEventAt = header.timestamp;
    const digit = eventNames[payload[0] ?? eventNames.length];
    if (digit) emit({ type: 'digit', digit });
  }

  function expectSound(answerSdp: string) {
    eventType = eventPayloadType(answerSdp);
    lastHeardAt = clock.now();
    negotiated = true;
  }

  function watchSilence() {
    clock.schedule(1000, () => {
      if (closed) return;
      if (negotiated && clock.now() - lastHeardAt > silenceLimitMs) lose('silent');
      else watchSilence();
    });
  }

  function lose(reason: 'closed' | 'silent') {
    if (closed) return;
    const last = [...listeners];
    close();
    for (const listener of last) listener({ type: 'lost', reason });
  }

  function emit(event: WebRtcLegEvent) {
    for (const listener of [...listeners]) listener(event);
  }

  function close() {
    if (closed) return;
    closed = true;
    listeners.clear();
    connection.close().catch(() => undefined); // nothing is left to do for a connection that cannot even close
  }

  function localSdp() {
    return tidySdp(connection.localDescription?.sdp ?? '');
  }

  return {
    async answer(offerSdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp: offerSdp });
      await connection.setLocalDescription(await connection.createAnswer());
      const sdp = localSdp();
      expectSound(sdp);
      resumeIce(connection);
      return sdp;
    },
    async offer() {
      await connection.setLocalDescription(await connection.createOffer());
      return localSdp();
    },
    async accept(answerSdp) {
      expectSound(answerSdp);
      await connection.setRemoteDescription({ type: 'answer', sdp: answerSdp });
    },
    read: () => heard.take(),
    write(frame: Frame) {
      if (closed) return;
      const now = clock.now();
      const pausedFrames = Math.round((now - (lastWriteAt ?? now)) / frameMs) - 1;
      const resumed = lastWriteAt === undefined || pausedFrames > 2;
      lastWriteAt = now;
      sequence = (sequence + 1) & 0xffff;
      timestamp = (timestamp + FRAME_SAMPLES * (resumed ? 1 + Math.max(0, pausedFrames) : 1)) >>> 0;
      const header = new RtpHeader({ version: 2, sequenceNumber: sequence, timestamp, marker: resumed });
      sender.sendRtp(new RtpPacket(header, encodeMulaw(frame))).catch(() => undefined); // a lost packet is a lost packet
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close,
  };
}

function createConnection() {
  return new RTCPeerConnection({
    codecs: {
      audio: [
        usePCMU(),
        new RTCRtpCodecParameters({
          mimeType: 'audio/telephone-event',
          clockRate: 8000,
          channels: 1,
          payloadType: 126,
          parameters: '0-16',
        }),
      ],
      video: [],
    },
    headerExtensions: { audio: [], video: [] },
    iceLite: true, // otherwise werift asks a public STUN server even with an empty list
    iceServers: [],
    // Loopback only, and bound to it: an answer from another local address is dropped by Chromium.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [loopback],
    iceInterfaceAddresses: { udp4: loopback },
    bundlePolicy: 'max-bundle',
  });
}

/** After an ICE restart werift keeps DTLS and never starts ICE again, so nothing would be nominated. */
function resumeIce(connection: RTCPeerConnection) {
  const connected = connection.dtlsTransports.some((transport) => transport.state === 'connected');
  if (!connected) return;
  for (const transport of connection.iceTransports) {
    if (transport.state !== 'connected') transport.start().catch(() => undefined); // the silence limit notices
  }
}
