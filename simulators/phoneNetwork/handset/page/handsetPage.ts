import type { HandsetNews, HandsetRequest } from '../handsetMessages.ts';
import { createHandsetSound } from './handsetSound.ts';
import {
  drawDuration,
  drawHeard,
  drawKeys,
  drawPeople,
  drawProblem,
  drawState,
  findParts,
  type HandsetState,
} from './handsetView.ts';

const wishes = new URLSearchParams(location.search);
const parts = findParts();
const sound = createHandsetSound(parts.speaker);
let state: HandsetState = { state: 'offline' };
let connection: RTCPeerConnection | undefined;
let link = connect();

fillIn();
drawKeys(parts, press);
show(state);
setInterval(() => {
  drawHeard(parts, connection ? sound.heard() : { level: 0, hz: 0 });
  drawDuration(parts, state);
}, 100);

on(parts.ownNumberForm, 'submit', () => {
  send({ type: 'use', number: parts.ownNumber.value });
});
on(parts.person, 'change', () => {
  parts.ownNumber.value = parts.person.value;
  if (parts.person.value) send({ type: 'use', number: parts.person.value });
  else parts.ownNumber.focus();
});
on(parts.dialForm, 'submit', dial);
on(parts.answer, 'click', answer);
on(parts.decline, 'click', hangUp);
on(parts.hangUp, 'click', hangUp);
on(parts.mute, 'click', () => {
  setMuted(parts.mute.getAttribute('aria-pressed') !== 'true');
});
on(parts.sayTone, 'change', changeVoice);
on(parts.toneHz, 'change', changeVoice);

/** `?from=`, `?to=` and `?tone=` fill the form in, so that a link can prepare a phone. */
function fillIn() {
  const tone = wishes.get('tone');
  parts.ownNumber.value = numberFrom('from');
  parts.dialled.value = numberFrom('to');
  parts.sayTone.checked = tone !== null;
  if (tone) parts.toneHz.value = tone;
}

/** In a link a `+` reads as a space. */
function numberFrom(name: 'from' | 'to'): string {
  return (wishes.get(name) ?? '').replace(/^ /, '+');
}

function connect(): WebSocket {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/handset/link`);
  socket.addEventListener('message', (message) => {
    hear(JSON.parse(String(message.data)) as HandsetNews);
  });
  socket.addEventListener('close', () => {
    closeConnection();
    show({ state: 'offline' });
    setTimeout(() => {
      link = connect();
    }, 1000);
  });
  return socket;
}

function hear(news: HandsetNews) {
  switch (news.type) {
    case 'welcome':
      start(news);
      return;
    case 'using':
      use(news.number);
      return;
    case 'refused':
      drawProblem(parts, news.reason);
      if (state.state === 'dialing') finish({ state: 'idle' });
      return;
    case 'connecting':
      settle(connection?.setRemoteDescription({ type: 'answer', sdp: news.sdp }));
      return;
    case 'incoming':
      show({ state: 'incoming', other: news.from });
      settle(receive(news.sdp));
      return;
    case 'ringing':
    case 'answered':
      progress(news.type);
      return;
    case 'ended':
      finish({ state: 'idle', cause: news.cause });
  }
}

function start({ presets, centreNumber }: HandsetNews & { type: 'welcome' }) {
  drawPeople(parts, presets);
  parts.dialled.value ||= centreNumber;
  show({ state: 'unnumbered' });
  if (wishes.has('from')) send({ type: 'use', number: parts.ownNumber.value });
}

function use(number: string) {
  const known = [...parts.person.options].some((option) => option.value === number);
  parts.ownNumber.value = number;
  parts.person.value = known ? number : '';
  show({ state: 'idle' });
}

function progress(type: 'ringing' | 'answered') {
  if (!('other' in state)) return;
  if (type === 'answered') show({ state: 'talking', other: state.other, at: Date.now() });
  else show({ state: 'ringing', other: state.other });
}

async function dial() {
  const to = parts.dialled.value;
  show({ state: 'dialing', other: to });
  await chooseVoice();
  const opened = openConnection();
  await opened.setLocalDescription(await opened.createOffer());
  send({ type: 'dial', to, sdp: opened.localDescription?.sdp ?? '' });
}

/** Takes the offer of a call that rings; the answer waits for the person. */
async function receive(offer: string) {
  await openConnection().setRemoteDescription({ type: 'offer', sdp: offer });
}

async function answer() {
  if (!connection) return;
  await chooseVoice();
  await connection.setLocalDescription(await connection.createAnswer());
  send({ type: 'answer', sdp: connection.localDescription?.sdp ?? '' });
}

function hangUp() {
  send({ type: 'hangUp' });
}

function press(digit: string) {
  if (state.state === 'talking') send({ type: 'press', digit });
  else parts.dialled.value += digit;
}

function openConnection(): RTCPeerConnection {
  const opened = new RTCPeerConnection({ iceServers: [] });
  connection = opened;
  for (const track of sound.spoken.getTracks()) opened.addTrack(track, sound.spoken);
  opened.addEventListener('track', ({ streams: [stream] }) => {
    if (stream) sound.listenTo(stream);
  });
  return opened;
}

function closeConnection() {
  connection?.close();
  connection = undefined;
  sound.hush();
  setMuted(false);
}

function finish(next: HandsetState) {
  closeConnection();
  show(next);
}

function show(next: HandsetState) {
  state = next;
  const signals: Partial<Record<HandsetState['state'], 'ring' | 'ringBack'>> = {
    incoming: 'ring',
    ringing: 'ringBack',
  };
  sound.signal(signals[next.state] ?? 'none');
  document.title = next.state === 'incoming' ? `Ringing: ${next.other}` : 'Handset';
  drawState(parts, next);
}

function setMuted(muted: boolean) {
  parts.mute.setAttribute('aria-pressed', String(muted));
  sound.setMuted(muted);
}

async function changeVoice() {
  if (state.state === 'talking') await chooseVoice();
}

async function chooseVoice() {
  try {
    await sound.say(parts.sayTone.checked ? Number(parts.toneHz.value) : undefined);
    drawProblem(parts, '');
  } catch {
    drawProblem(parts, 'The browser gives no microphone. Allow it for this page, or say a tone instead.');
  }
}

function send(request: HandsetRequest) {
  if (link.readyState === WebSocket.OPEN) link.send(JSON.stringify(request));
}

function on(part: HTMLElement, event: string, action: () => void | Promise<void>) {
  part.addEventListener(event, (happened) => {
    happened.preventDefault();
    sound.wake();
    drawProblem(parts, '');
    settle(action());
  });
}

function settle(work: void | Promise<void>) {
  Promise.resolve(work).catch((reason: unknown) => {
    drawProblem(parts, `The call cannot be set up: ${String(reason)}. Hang up and try again.`);
  });
}
