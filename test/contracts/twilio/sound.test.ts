import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';

const CUSTOMER = '+14155550142';
const tones = { agent: 700, customer: 1100, coach: 1700 };

let centre: Centre;
let agent: Party;

beforeEach(async () => {
  centre = await startCentre({ heard: true });
  const { parties } = centre;
  parties.say('client:ada', tones.agent);
  parties.say(CUSTOMER, tones.customer);
  parties.say('client:coach', tones.coach);
  for (const address of [CUSTOMER, 'client:coach']) parties.teach(address, 'answer');
});
afterEach(() => centre.stop());

/** Agent and customer talk. */
async function talk() {
  centre.on(
    '/outbound',
    '<Response><Dial><Conference participantLabel="agent" waitUrl="">talk</Conference></Dial></Response>',
  );
  agent = centre.parties.connect('ada', centre.applicationSid, {});
  await centre.advance(0.5);
  await add({ to: CUSTOMER, label: 'customer' });
  await centre.advance(3);
}

type Dialling = Parameters<ReturnType<Centre['client']['conferences']>['participants']['create']>[0];
const add = (dialling: Omit<Dialling, 'from'>) =>
  centre.client
    .conferences('talk')
    .participants.create({ from: centre.number, ...conferenceCallback(centre.appUrl), ...dialling });
const conference = async () => {
  const [found] = await centre.client.conferences.list({ friendlyName: 'talk' });
  return centre.client.conferences(found!.sid);
};
const update = async (label: string, change: object) => {
  await (await conference()).participants(label).update(change);
  await centre.advance(0.5);
};
const rung = (address: string) => centre.parties.rung(address)[0]!;
const heardBy = (party: Party) => [...party.hears().tones].sort((one, other) => one - other);
/** Music is heard, and nobody's voice. */
const hearsMusic = (party: Party) =>
  party.hears().loudness > 300 && !heardBy(party).some((tone) => Object.values(tones).includes(tone));
const isSilent = (party: Party) => party.hears().loudness < 50;

describe('a conference that is heard', () => {
  it('lets a held customer hear music and the agent nothing', async () => {
    await talk();
    expect([heardBy(agent), heardBy(rung(CUSTOMER))]).toEqual([[tones.customer], [tones.agent]]);

    await update('customer', { hold: true });
    expect([isSilent(agent), hearsMusic(rung(CUSTOMER))]).toEqual([true, true]);
    await update('customer', { hold: false });

    expect([heardBy(agent), heardBy(rung(CUSTOMER))]).toEqual([[tones.customer], [tones.agent]]);
  });

  it('plays what the hold address says: music, or silence', async () => {
    centre.on('/music', '<Response><Play loop="0">/music.wav</Play></Response>');
    centre.on('/silence', '<Response><Pause length="60"/></Response>');
    await talk();

    await update('customer', { hold: true, holdUrl: `${centre.appUrl}/music` });
    expect(hearsMusic(rung(CUSTOMER))).toBe(true);
    await update('customer', { hold: true, holdUrl: `${centre.appUrl}/silence` });
    expect(isSilent(rung(CUSTOMER))).toBe(true);
    centre.on('/music', () => ({ status: 503 }));
    await update('customer', { hold: true, holdUrl: `${centre.appUrl}/music?again` });

    expect(hearsMusic(rung(CUSTOMER))).toBe(true);
  });

  it('plays an answer that is itself a recording', async () => {
    centre.on('/music', () => ({ type: 'audio/mpeg', body: 'ID3' }));
    await talk();

    await update('customer', { hold: true, holdUrl: `${centre.appUrl}/music` });

    expect(hearsMusic(rung(CUSTOMER))).toBe(true);
  });

  it('lets a coach be heard by the one who is coached only, and hear all', async () => {
    await talk();
    const { callSid } = await (await conference()).participants('agent').fetch();

    await add({ to: 'client:coach', label: 'coach', coaching: true, callSidToCoach: callSid });
    await centre.advance(3);
    expect(heardBy(agent)).toEqual([tones.customer, tones.coach]);
    expect(heardBy(rung(CUSTOMER))).toEqual([tones.agent]);
    expect(heardBy(rung('client:coach'))).toEqual([tones.agent, tones.customer]);
    await update('coach', { coaching: false });
    expect(heardBy(rung(CUSTOMER))).toEqual([tones.agent, tones.coach]);
    await update('coach', { coaching: true, callSidToCoach: callSid });
    agent.hangUp();
    await centre.advance(0.5);

    expect(isSilent(rung(CUSTOMER))).toBe(true);
    expect(heardBy(rung('client:coach'))).toEqual([tones.customer]);
  });

  it('lets a muted party hear and not be heard', async () => {
    await talk();

    await update('agent', { muted: true });

    expect([heardBy(agent), isSilent(rung(CUSTOMER))]).toEqual([[tones.customer], true]);
  });

  it('lets a muted listener be heard by nobody, then by the one who is coached, then by all', async () => {
    await talk();
    const { callSid } = await (await conference()).participants('agent').fetch();

    await add({ to: 'client:coach', label: 'coach', muted: true });
    await centre.advance(3);
    expect(heardBy(rung('client:coach'))).toEqual([tones.agent, tones.customer]);
    expect([heardBy(agent), heardBy(rung(CUSTOMER))]).toEqual([[tones.customer], [tones.agent]]);
    await update('coach', { muted: false, coaching: true, callSidToCoach: callSid });
    expect([heardBy(agent), heardBy(rung(CUSTOMER))]).toEqual([[tones.customer, tones.coach], [tones.agent]]);
    await update('coach', { muted: false, coaching: false });

    expect(heardBy(rung(CUSTOMER))).toEqual([tones.agent, tones.coach]);
  });

  it('lets an announcement be heard by one, or by all', async () => {
    centre.on('/announcement', `<Response><Say>${'x'.repeat(50)}</Say></Response>`);
    await talk();
    const announceUrl = `${centre.appUrl}/announcement`;

    await update('customer', { announceUrl });
    expect([heardBy(agent), heardBy(rung(CUSTOMER))]).toEqual([[tones.customer], [tones.agent]]);
    const loudness = () => [agent, rung(CUSTOMER)].map((party) => Math.round(party.hears().loudness));
    const [before = 0, told = 0] = loudness();
    await centre.advance(4);
    await (await conference()).update({ announceUrl });
    await centre.advance(0.5);

    expect(told).toBeGreaterThan(before);
    expect(loudness().every((each) => each > before)).toBe(true);
  });

  it('lets the others hear which keys a party presses', async () => {
    await talk();
    centre.parties.say('client:ada', undefined);
    await centre.advance(0.5);

    agent.press('7');
    await centre.advance(0.21);

    expect(heardBy(rung(CUSTOMER))).toEqual([850, 1210]);
  });

  it('lets one party alone hear keys that are played to it', async () => {
    centre.on('/keys', '<Response><Play digits="ww7"/></Response>');
    await talk();
    centre.parties.say('client:ada', undefined);
    centre.parties.say(CUSTOMER, undefined);
    await (await conference()).participants('customer').update({ announceUrl: `${centre.appUrl}/keys` });

    await centre.advance(1.21);

    expect([heardBy(rung(CUSTOMER)), heardBy(agent)]).toEqual([[850, 1210], []]);
  });

  it('lets two whom <Dial> connected hear each other no more when one is sent elsewhere', async () => {
    centre.on('/outbound', `<Response><Dial>${CUSTOMER}</Dial></Response>`);
    agent = centre.parties.connect('ada', centre.applicationSid, {});
    await centre.advance(3);
    expect(heardBy(rung(CUSTOMER))).toEqual([tones.agent]);

    const [child] = await centre.client.calls.list({ to: CUSTOMER });
    await centre.client
      .calls(child!.sid)
      .update({ twiml: '<Response><Play loop="0">/m.wav</Play></Response>' });
    await centre.advance(0.5);

    expect(hearsMusic(rung(CUSTOMER))).toBe(true);
  });
});

describe('a message that is heard', () => {
  const leave = async (attributes: string) => {
    centre.on(
      '/outbound',
      `<Response><Record action="/recorded" recordingStatusCallback="/recording" recordingStatusCallbackEvent="completed absent" ${attributes}/><Redirect>/nothing</Redirect></Response>`,
    );
    agent = centre.parties.connect('ada', centre.applicationSid, {});
    await centre.advance(3);
  };

  it('ends with silence', async () => {
    await leave('timeout="2"');

    centre.parties.say('client:ada', undefined);
    await centre.advance(4);

    expect(centre.at('/recorded').map(({ params }) => [params.CallStatus, params.RecordingDuration])).toEqual(
      [['in-progress', '5']],
    );
  });

  it('goes on as long as somebody speaks', async () => {
    await leave('timeout="2"');
    await centre.advance(10);

    expect(centre.at('/recorded')).toEqual([]);
  });

  it('without a word is none: the next verb follows', async () => {
    centre.parties.say('client:ada', undefined);
    await leave('timeout="2"');
    await centre.advance(2);

    expect(centre.at('/recorded')).toEqual([]);
    expect(centre.at('/nothing')).toHaveLength(1);
    expect(centre.at('/recording').map(({ params }) => params.RecordingStatus)).toEqual(['absent']);
  });
});
