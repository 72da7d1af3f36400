import { generateKeyPairSync } from 'node:crypto';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const hex = '0'.repeat(32);

/** Every variable that the connector must be told, and no other: what has a default keeps it. */
export const completeEnvironment = {
  CONNECTOR_PUBLIC_URL: 'https://cti.example.com/',
  CONNECTOR_SESSION_SECRET: 's'.repeat(40),
  CONNECTOR_ALLOWED_ORIGINS: 'https://one.example.com, https://two.example.com',
  CONNECTOR_ENTRY_POINTS: '[{"dnis":"+14155550199","queue":"Support"}]',
  CONNECTOR_CALLER_ID: '+14155550199',
  SALESFORCE_ORG_ID: '00D000000000001AAA',
  SALESFORCE_ORG_CERTIFICATE: publicKey,
  SALESFORCE_CLIENT_ID: 'client',
  SALESFORCE_USERNAME: 'integration@example.com',
  SALESFORCE_PRIVATE_KEY: privateKey,
  TWILIO_ACCOUNT_SID: `AC${hex}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_API_KEY_SID: `SK${hex}`,
  TWILIO_API_KEY_SECRET: 'secret',
  TWILIO_APPLICATION_SID: `AP${hex}`,
  TWILIO_WORKSPACE_SID: `WS${hex}`,
  TWILIO_WORKFLOW_SID: `WW${hex}`,
};
