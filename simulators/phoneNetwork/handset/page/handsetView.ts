import type { HandsetNews, NamedNumber } from '../handsetMessages.ts';

type Cause = Extract<HandsetNews, { type: 'ended' }>['cause'];

/** What the page shows. `other` is the number at the other end, `at` an instant in milliseconds since 1970. */
export type HandsetState =
  | { readonly state: 'offline' }
  | { readonly state: 'unnumbered' }
  | { readonly state: 'idle'; readonly cause?: Cause }
  | { readonly state: 'dialing' | 'ringing' | 'incoming'; readonly other: string }
  | { readonly state: 'talking'; readonly other: string; readonly at: number };

/** The page's parts, found by their ids. */
export function findParts() {
  return {
    phone: element('phone', HTMLElement),
    status: element('status', HTMLElement),
    duration: element('duration', HTMLElement),
    problem: element('problem', HTMLElement),
    person: element('person', HTMLSelectElement),
    ownNumberForm: element('ownNumberForm', HTMLFormElement),
    ownNumber: element('ownNumber', HTMLInputElement),
    use: element('use', HTMLButtonElement),
    dialForm: element('dialForm', HTMLFormElement),
    dialled: element('dialled', HTMLInputElement),
    call: element('call', HTMLButtonElement),
    answer: element('answer', HTMLButtonElement),
    decline: element('decline', HTMLButtonElement),
    mute: element('mute', HTMLButtonElement),
    hangUp: element('hangUp', HTMLButtonElement),
    keys: element('keys', HTMLElement),
    sayTone: element('sayTone', HTMLInputElement),
    toneHz: element('toneHz', HTMLInputElement),
    heard: element('heard', HTMLElement),
    level: element('level', HTMLMeterElement),
    speaker: element('speaker', HTMLAudioElement),
  };
}

export type HandsetParts = ReturnType<typeof findParts>;

export function drawState(parts: HandsetParts, state: HandsetState): void {
  const inCall = state.state === 'dialing' || state.state === 'ringing' || state.state === 'talking';
  const free = state.state === 'unnumbered' || state.state === 'idle';
  parts.phone.dataset.state = state.state;
  parts.phone.dataset.cause = state.state === 'idle' ? (state.cause ?? '') : '';
  parts.status.textContent = sentence(state);
  for (const part of [parts.use, parts.ownNumber, parts.person]) part.disabled = !free;
  parts.call.disabled = state.state !== 'idle';
  for (const button of [parts.answer, parts.decline]) button.hidden = state.state !== 'incoming';
  for (const button of [parts.mute, parts.hangUp]) button.hidden = !inCall;
  for (const key of parts.keys.querySelectorAll('button')) {
    key.disabled = state.state === 'offline' || state.state === 'incoming';
  }
}

/** Apart from the status, which a screen reader would otherwise repeat every second. */
export function drawDuration(parts: HandsetParts, state: HandsetState): void {
  const seconds = state.state === 'talking' ? Math.floor((Date.now() - state.at) / 1000) : 0;
  const minutes = Math.floor(seconds / 60);
  parts.duration.textContent = `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

export function drawProblem(parts: HandsetParts, problem: string): void {
  parts.problem.textContent = problem;
  parts.problem.hidden = problem === '';
}

export function drawHeard(parts: HandsetParts, { level, hz }: { level: number; hz: number }): void {
  parts.phone.dataset.heardHz = String(hz);
  parts.phone.dataset.level = level.toFixed(3);
  parts.level.value = level;
  parts.heard.textContent = hz === 0 ? 'nothing' : `${hz} Hz`;
}

/** Offers the people by name, after a first choice for any other number. */
export function drawPeople(parts: HandsetParts, presets: readonly NamedNumber[]): void {
  const options = presets.map(({ number, name }) => new Option(`${name}, ${number}`, number));
  parts.person.replaceChildren(new Option('Somebody else', ''), ...options);
}

export function drawKeys(parts: HandsetParts, press: (digit: string) => void): void {
  for (const digit of '123456789*0#') {
    const key = Object.assign(document.createElement('button'), { type: 'button', textContent: digit });
    key.addEventListener('click', () => {
      press(digit);
    });
    parts.keys.append(key);
  }
}

const causes: Readonly<Record<Cause, string>> = {
  completed: 'Call ended.',
  canceled: 'Call given up.',
  busy: 'Busy.',
  noAnswer: 'No answer.',
  failed: 'The call cannot be connected.',
};

function sentence(state: HandsetState): string {
  switch (state.state) {
    case 'offline':
      return 'Connecting to the telephone network …';
    case 'unnumbered':
      return 'Choose a number for this phone.';
    case 'idle':
      return state.cause ? causes[state.cause] : 'Ready.';
    case 'dialing':
      return `Calling ${state.other} …`;
    case 'ringing':
      return `Ringing at ${state.other} …`;
    case 'incoming':
      return `${state.other} is calling`;
    case 'talking':
      return `In a call with ${state.other}`;
  }
}

function element<Part extends HTMLElement>(id: string, kind: new () => Part): Part {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The handset page has no ${kind.name} with the id ${id}`);
  return found;
}
