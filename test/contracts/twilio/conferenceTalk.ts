import type { ConferenceContext } from 'twilio/lib/rest/api/v2010/account/conference.js';
import type { ParticipantContext } from 'twilio/lib/rest/api/v2010/account/conference/participant.js';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';

export const CUSTOMER = '+14155550142';
export const EXPERT = '+14155550143';

type Dialling = Parameters<ReturnType<Centre['client']['conferences']>['participants']['create']>[0];
type Added = ReturnType<ReturnType<Centre['client']['conferences']>['participants']['create']>;

/** A centre in which an agent and a customer talk, in a conference that is called talk. */
export interface Talk extends Centre {
  readonly agent: Party;
  /** A browser client enters by TwiML, as the agent did. */
  joinAs(label: string, attributes?: string): Promise<Party>;
  /** Rings somebody into the conference. */
  add(dialling: Omit<Dialling, 'from'>): Added;
  /** The newest conference of that name. */
  conference(): Promise<ConferenceContext>;
  participant(label: string): Promise<ParticipantContext>;
  labels(): Promise<readonly string[]>;
  /** The types of the conference's events so far. */
  events(): readonly (string | undefined)[];
  /** What the last event of a type said. */
  told(event: string): Readonly<Record<string, string>> | undefined;
  /** Ends the conference with which it began. */
  end(): Promise<void>;
}

export async function startTalk(): Promise<Talk> {
  const centre = await startCentre();
  for (const number of [CUSTOMER, EXPERT, 'client:coach']) centre.parties.teach(number, 'answer');
  const joinAs = async (label: string, attributes = '') => {
    centre.on(
      '/outbound',
      `<Response><Dial action="/dialled"><Conference participantLabel="${label}" ` +
        'statusCallback="/conference" ' +
        `statusCallbackEvent="start end join leave mute hold modify announcement" ${attributes}>talk` +
        '</Conference></Dial></Response>',
    );
    const party = centre.parties.connect(label, centre.applicationSid, {});
    await centre.advance(1);
    return party;
  };
  const talk: Talk = {
    ...centre,
    agent: await joinAs('agent'),
    joinAs,
    add: (dialling) =>
      centre.client
        .conferences('talk')
        .participants.create({ from: centre.number, ...conferenceCallback(centre.appUrl), ...dialling }),
    async conference() {
      const [newest] = await centre.client.conferences.list({ friendlyName: 'talk' });
      if (!newest) throw new Error('There was no conference');
      return centre.client.conferences(newest.sid);
    },
    participant: async (label) => (await talk.conference()).participants(label),
    labels: async () => (await (await talk.conference()).participants.list()).map(({ label }) => label),
    events: () => centre.at('/conference').map(({ params }) => params.StatusCallbackEvent),
    told: (event) =>
      centre.at('/conference').findLast(({ params }) => params.StatusCallbackEvent === event)?.params,
    async end() {
      talk.agent.hangUp();
      await (await talk.conference()).update({ status: 'completed' });
      await centre.advance(1);
    },
  };
  await talk.add({ to: CUSTOMER, label: 'customer', endConferenceOnExit: true });
  await centre.advance(3);
  return talk;
}
