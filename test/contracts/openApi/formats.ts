import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const rfc2822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} \+0000$/;

/** Absolute, relative, or empty: Twilio's own examples have all three under `uri`. */
const uri = /^$|^\/|^\w[\w.-]*$|^(https?|wss?|sip|client|app):/;

const unchecked = [
  'endpoint',
  'http-method',
  'phone-number',
  'currency',
  'sid',
  'decimal',
  'uri-map',
  'prefixed-collapsible-map',
  'byte',
  'iso-country-code',
  'phone-number-capabilities',
  'ice-server',
];

/** Form values are text and are read as what they stand for; answers are JSON and must be exact. */
export function createValidators(): { readonly requests: Ajv; readonly answers: Ajv } {
  return { requests: createValidator('array'), answers: createValidator(false) };
}

function createValidator(coerceTypes: 'array' | false): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes });
  addFormats.default(ajv);
  ajv.addFormat('date-time-rfc-2822', rfc2822);
  ajv.addFormat('uri', uri);
  ajv.addFormat('twiml', /<Response/);
  for (const name of unchecked) ajv.addFormat(name, true);
  return ajv;
}
