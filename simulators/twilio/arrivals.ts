import type { PhoneNetwork } from '../phoneNetwork/endpointCall.ts';
import type { Calls } from './calls/calls.ts';
import type { ApplicationRecord, Records, VoiceSettings } from './records/records.ts';
import type { TwimlPrograms } from './twiml/twimlPrograms.ts';
import type { ClientGateway } from './voiceEdge/clientGateway.ts';
import type { ProgressCallback } from './webhooks/progressCallback.ts';
import type { Params } from './webhooks/signature.ts';

export interface ArrivalParts {
  readonly network: PhoneNetwork;
  readonly clients: ClientGateway;
  readonly calls: Calls;
  readonly programs: TwimlPrograms;
  readonly records: Records;
}

/** Lets the application answer who calls: from the telephone network, and from browser clients. */
export function receiveCalls({ network, clients, calls, programs, records }: ArrivalParts): void {
  const numberOf = (phoneNumber: string) =>
    records.phoneNumbers.all().find(({ phone_number }) => phone_number === phoneNumber);

  network.serve({
    owns: (phoneNumber) => numberOf(phoneNumber) !== undefined,
    incoming(endpoint) {
      const number = numberOf(endpoint.to);
      if (!number) {
        endpoint.hangUp('failed');
        return;
      }
      const call = calls.receive(
        {
          from: endpoint.from,
          to: endpoint.to,
          direction: 'inbound',
          phoneNumberSid: number.sid,
          statusCallback: statusCallbackOf(number),
        },
        endpoint,
      );
      start(call.sid, records.applications.find(number.voice_application_sid) ?? number, {});
    },
  });

  clients.onInvite(({ call: endpoint, callSid, identity, applicationSid, params }) => {
    const application: ApplicationRecord | undefined = records.applications.find(applicationSid);
    if (!application) {
      endpoint.hangUp('failed');
      return;
    }
    const call = calls.receive(
      {
        sid: callSid,
        from: `client:${identity}`,
        to: params.To ?? '',
        direction: 'inbound',
        statusCallback: statusCallbackOf(application),
      },
      endpoint,
    );
    start(call.sid, application, { ...params, ApplicationSid: applicationSid });
  });

  function start(callSid: string, settings: VoiceSettings, params: Params) {
    const call = calls.find(callSid);
    if (!call) return;
    if (settings.voice_url === '') {
      call.end('failed');
      return;
    }
    const { voice_fallback_url: url, voice_fallback_method: method } = settings;
    programs.run(
      call,
      { url: settings.voice_url, method: settings.voice_method, params },
      url === '' ? undefined : { url, method },
    );
  }
}

/** A number tells only that a call is over. */
function statusCallbackOf(settings: VoiceSettings): ProgressCallback | undefined {
  if (settings.status_callback === '') return undefined;
  return { url: settings.status_callback, method: settings.status_callback_method, events: ['completed'] };
}
