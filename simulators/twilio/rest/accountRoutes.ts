import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { API_VERSION, newSid, rfc2822, type Account } from '../account.ts';
import type { ApplicationRecord, PhoneNumberRecord, Records } from '../records/records.ts';
import type { Fields } from './form.ts';
import { pageOf } from './paging.ts';
import { recordRoutes } from './recordRoutes.ts';
import { refusals } from './restError.ts';

const voiceFields: Fields = {
  FriendlyName: ['friendly_name', 'text'],
  VoiceUrl: ['voice_url', 'text'],
  VoiceMethod: ['voice_method', 'text'],
  VoiceFallbackUrl: ['voice_fallback_url', 'text'],
  VoiceFallbackMethod: ['voice_fallback_method', 'text'],
  StatusCallback: ['status_callback', 'text'],
  StatusCallbackMethod: ['status_callback_method', 'text'],
  VoiceCallerIdLookup: ['voice_caller_id_lookup', 'flag'],
  SmsUrl: ['sms_url', 'text'],
  SmsMethod: ['sms_method', 'text'],
  SmsFallbackUrl: ['sms_fallback_url', 'text'],
  SmsFallbackMethod: ['sms_fallback_method', 'text'],
};

const voiceBlank = {
  voice_url: '',
  voice_method: 'POST',
  voice_fallback_url: '',
  voice_fallback_method: 'POST',
  voice_caller_id_lookup: false,
  status_callback: '',
  status_callback_method: 'POST',
  sms_url: '',
  sms_method: 'POST',
  sms_fallback_url: '',
  sms_fallback_method: 'POST',
} as const;

/** A number that belongs to the account. */
export function blankPhoneNumber(account: Account, phoneNumber: string, now: number): PhoneNumberRecord {
  const sid = newSid('PN');
  return Object.assign(
    {
      ...datesAndPlace(account, now, `IncomingPhoneNumbers/${sid}`),
      ...voiceBlank,
      sid,
      phone_number: phoneNumber,
      friendly_name: phoneNumber,
      voice_application_sid: '',
    },
    phoneNumberRest,
  );
}

/** What the API shows of a number and the stand-in makes no use of. */
const phoneNumberRest = {
  address_requirements: 'none',
  address_sid: null,
  beta: false,
  bundle_sid: null,
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
  emergency_status: 'Inactive',
  identity_sid: null,
  origin: 'twilio',
  sms_application_sid: '',
  status: 'in-use',
  trunk_sid: null,
  type: 'local',
  voice_receive_mode: 'voice',
};

function blankApplication(account: Account, now: number): ApplicationRecord {
  const sid = newSid('AP');
  return Object.assign(
    { ...datesAndPlace(account, now, `Applications/${sid}`), ...voiceBlank, sid, friendly_name: '' },
    { message_status_callback: '', sms_status_callback: '', public_application_connect_enabled: false },
  );
}

function datesAndPlace({ accountSid }: Account, now: number, place: string) {
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    date_created: rfc2822(now),
    date_updated: rfc2822(now),
    uri: `/${API_VERSION}/Accounts/${accountSid}/${place}.json`,
  };
}

/** Numbers and TwiML applications; numbers of others that the account has verified: none. */
export function accountRoutes(
  app: FastifyInstance,
  { account, clock, records }: { account: Account; clock: Clock; records: Records },
): void {
  recordRoutes(app, clock, {
    path: '/IncomingPhoneNumbers',
    edition: '2010',
    key: 'incoming_phone_numbers',
    records: records.phoneNumbers,
    fields: { ...voiceFields, VoiceApplicationSid: ['voice_application_sid', 'text'] },
    filters: { PhoneNumber: 'phone_number', FriendlyName: 'friendly_name' },
    blank(form) {
      const number = form.required('PhoneNumber');
      if (records.phoneNumbers.all().some(({ phone_number }) => phone_number === number))
        throw refusals.numberTaken(number);
      return blankPhoneNumber(account, number, clock.now());
    },
  });
  recordRoutes(app, clock, {
    path: '/Applications',
    edition: '2010',
    key: 'applications',
    records: records.applications,
    fields: voiceFields,
    filters: { FriendlyName: 'friendly_name' },
    blank: () => blankApplication(account, clock.now()),
  });
  app.get('/OutgoingCallerIds', (request) =>
    pageOf(request, { key: 'outgoing_caller_ids', edition: '2010', items: [] }),
  );
}
