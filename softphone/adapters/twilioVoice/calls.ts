import type { InteractionId, PhoneEvent } from '../../core/index.ts';
import type { CallDevice } from './callDevices.ts';
import { followCall } from './callEvents.ts';
import { INTERACTION, type Call, type Device } from './sdk.ts';
import type { Signalling } from './signalling.ts';

/** The calls of the phone, by interaction. */
export interface Calls {
  /** Takes in a call that the network delivers; it is answered when its interaction was accepted. */
  arrived(call: Call): void;
  accept(interactionId: InteractionId): void;
  /** Makes the call that names the interaction. Rejects when the network cannot be reached. */
  connect(interactionId: InteractionId): Promise<void>;
  end(interactionId: InteractionId): void;
  setMuted(interactionId: InteractionId, muted: boolean): void;
  sendDigits(interactionId: InteractionId, digits: string): void;
  /** Whether a call runs on the registered device, which is then not to be made anew. */
  onRegistered(): boolean;
  endAll(): void;
}

export interface CallsParts {
  readonly report: (event: PhoneEvent) => void;
  readonly signalling: Signalling;
  /** Opens a device for one call. */
  readonly openDevice: () => CallDevice;
  /** Whether the SDK would let go of another call, were one answered on the registered device. */
  readonly isRegisteredBusy: () => boolean;
}

/** The sound of an interaction, from the wish for it to its end. */
interface Sound {
  readonly interactionId: InteractionId;
  muted: boolean;
  /** The call as the network delivered it, until it runs elsewhere. */
  offered?: Call;
  /** Absent while its device is being opened. */
  call?: Call;
  /** Absent for a call on the registered device. */
  device?: CallDevice;
}

/**
 * A call of the network is the sound of an interaction that the agent has accepted already. It may arrive before
 * or after that is known here, twice after a reconnection, or never.
 *
 * A device of the SDK has one call at a time: to answer another there ends the first. So a call that arrives while
 * the registered device is free is answered on it, at once; every further one is forwarded, by its connect token,
 * to a device of its own, which takes a new connection. A call that the agent makes always has its own device: the
 * SDK drops calls that wait where it makes one.
 */
export function createCalls({ report, signalling, openDevice, isRegisteredBusy }: CallsParts): Calls {
  const accepted = new Map<InteractionId, { readonly muted: boolean }>();
  const arrivals = new Map<InteractionId, Call>();
  const sounds = new Map<InteractionId, Sound>();

  const onRegistered = () => [...sounds.values()].some(({ call, device }) => call && !device);

  function begin(interactionId: InteractionId, muted: boolean): Sound {
    const sound: Sound = { interactionId, muted };
    sounds.set(interactionId, sound);
    report({ type: 'audioConnecting', interactionId });
    return sound;
  }

  /** Ends the sound without a word; what still waits where it was delivered would never be taken up. */
  function hush({ offered, call, device }: Sound): void {
    if (call) signalling.back(call);
    call?.disconnect();
    device?.close();
    offered?.reject();
  }

  function finish(sound: Sound): void {
    const { interactionId } = sound;
    if (sounds.get(interactionId) !== sound) return;
    sounds.delete(interactionId);
    accepted.delete(interactionId);
    hush(sound);
    report({ type: 'audioEnded', interactionId });
  }

  function follow(sound: Sound, call: Call): void {
    sound.call = call;
    followCall(call, {
      interactionId: sound.interactionId,
      report,
      signalling,
      over: () => {
        finish(sound);
      },
    });
    if (sound.muted) call.mute(true);
  }

  async function run(sound: Sound, options: Device.ConnectOptions): Promise<void> {
    try {
      sound.device = openDevice();
      follow(sound, await sound.device.connect(options));
    } catch (cause) {
      const givenUp = sounds.get(sound.interactionId) !== sound;
      finish(sound);
      if (!givenUp) throw cause;
    }
  }

  function answer(interactionId: InteractionId, offered: Call): void {
    arrivals.delete(interactionId);
    const former = sounds.get(interactionId);
    if (former) {
      sounds.delete(interactionId);
      hush(former);
    }
    const sound = begin(interactionId, former?.muted ?? accepted.get(interactionId)?.muted ?? false);
    if (onRegistered() || isRegisteredBusy()) forward(sound, offered);
    else {
      follow(sound, offered);
      offered.accept();
    }
  }

  /** The network takes the call back from where it was delivered once it is answered elsewhere. */
  function forward(sound: Sound, offered: Call): void {
    sound.offered = offered;
    const { connectToken } = offered;
    // A failure has ended the sound, and the connector learns by its rejection that the leg is lost.
    if (connectToken === undefined) finish(sound);
    else run(sound, { connectToken }).catch(() => undefined);
  }

  /** A call that is delivered again while it is being answered is not a second one. */
  function isAgain(interactionId: InteractionId, arrived: Call): boolean {
    const sound = sounds.get(interactionId);
    const answered = sound?.offered ?? sound?.call;
    if (!sound || answered?.parameters.CallSid !== arrived.parameters.CallSid) return false;
    sound.offered = arrived;
    return true;
  }

  function wait(interactionId: InteractionId, call: Call): void {
    arrivals.set(interactionId, call);
    const forget = () => {
      if (arrivals.get(interactionId) === call) arrivals.delete(interactionId);
    };
    call.on('cancel', forget);
    call.on('reject', forget);
    // Signalling that drops while a call waits gives no `cancel`; the network delivers the call anew.
    call.on('transportClose', forget);
  }

  function end(interactionId: InteractionId): void {
    accepted.delete(interactionId);
    arrivals.get(interactionId)?.reject();
    arrivals.delete(interactionId);
    const sound = sounds.get(interactionId);
    if (sound) finish(sound);
  }

  return {
    arrived(call) {
      const interactionId = call.customParameters.get(INTERACTION) as InteractionId | undefined;
      if (interactionId === undefined) call.reject();
      else if (isAgain(interactionId, call)) return;
      else if (accepted.has(interactionId) || sounds.has(interactionId)) answer(interactionId, call);
      else wait(interactionId, call);
    },
    accept(interactionId) {
      if (sounds.has(interactionId)) return;
      if (!accepted.has(interactionId)) accepted.set(interactionId, { muted: false });
      const call = arrivals.get(interactionId);
      if (call) answer(interactionId, call);
    },
    connect: (interactionId) =>
      run(begin(interactionId, false), { params: { [INTERACTION]: interactionId } }),
    end,
    setMuted(interactionId, muted) {
      if (accepted.has(interactionId)) accepted.set(interactionId, { muted });
      const sound = sounds.get(interactionId);
      if (!sound) return;
      sound.muted = muted;
      sound.call?.mute(muted);
    },
    sendDigits(interactionId, digits) {
      const call = sounds.get(interactionId)?.call;
      if (!call) return;
      call.sendDigits(digits);
      report({ type: 'digitsSent', interactionId, digits });
    },
    onRegistered,
    endAll() {
      for (const interactionId of new Set([...accepted.keys(), ...arrivals.keys(), ...sounds.keys()])) {
        end(interactionId);
      }
    },
  };
}
