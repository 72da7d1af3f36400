import Fastify, { type FastifyInstance } from 'fastify';
import { createCallCenter } from './callCenter/createCallCenter.ts';
import { createDirectory } from './callCenter/directory/directory.ts';
import type { Clock } from './callCenter/ports/clock.ts';
import type { IdSource } from './callCenter/ports/idSource.ts';
import type { Journal } from './callCenter/ports/journal.ts';
import { callCenterSettings } from './callCenterSettings.ts';
import type { Config } from './config.ts';
import { openAdminApi, type Dependency } from './inbound/adminApi/adminApi.ts';
import { createMetrics } from './inbound/adminApi/metrics.ts';
import { orgApi } from './inbound/orgApi/orgApi.ts';
import { createVisitors } from './inbound/orgApi/visitors.ts';
import { createSessions } from './inbound/softphoneLink/sessions.ts';
import { openSoftphoneLink } from './inbound/softphoneLink/softphoneLink.ts';
import { twilioWebhooks } from './inbound/twilioWebhooks/twilioWebhooks.ts';
import { ownSetupLooks } from './ownSetupLooks.ts';
import { createClockLook } from './outbound/remoteClock/clockLook.ts';
import { numbers } from './outbound/phoneNumbers/numbers.ts';
import { createSalesforceCrm } from './outbound/salesforce/salesforceCrm.ts';
import { openStore } from './outbound/storage/openStore.ts';
import { createQueueBoard } from './outbound/twilio/queueFigures.ts';
import { createTwilioRecordings } from './outbound/twilio/recordings.ts';
import { createTwilioClient, twilioApi } from './outbound/twilio/twilioClient.ts';
import { createTwilioTelephony } from './outbound/twilio/twilioTelephony.ts';
import { createVoiceTokens } from './outbound/twilio/voiceTokens.ts';
import { twilioAddresses } from './twilioAddresses.ts';
import { twilioSetup } from './twilioSetup.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly journal: Journal;
}

export interface RunningApp {
  readonly http: FastifyInstance;
  /** Lets what is under way finish, then closes everything. */
  stop(): Promise<void>;
}

/** Builds the connector without listening. */
export async function buildApp(config: Config, { clock, ids, journal }: Surroundings): Promise<RunningApp> {
  const addresses = twilioAddresses(config.publicUrl);
  const queues = [...new Set(config.callCenter.entryPoints.map(({ queue }) => queue))];
  const store = await openStore({ file: config.databaseFile, clock });
  const crm = createSalesforceCrm({
    ...config.salesforce,
    country: config.callCenter.agent.country,
    callerIndex: { ...config.callerIndex, orgId: config.org.orgId },
    store,
    clock,
    journal,
  });
  await crm.recall();
  const twilio = createTwilioClient(config.twilio);
  const telephony = createTwilioTelephony({
    client: twilio,
    workspaceSid: config.twilio.workspaceSid,
    workflowSid: config.twilio.workflowSid,
    callerId: config.callCenter.callerId,
    queues,
    addresses,
  });
  const directory = createDirectory({
    listing: () => crm.agentListing(),
    queues,
    store,
    board: createQueueBoard({ client: twilio, workspaceSid: config.twilio.workspaceSid, queues }),
    clock,
    journal,
  });
  const voiceTokens = createVoiceTokens(config.twilio);
  const { org, sessionSecret: secret, softphoneUrl: audience } = config;
  const sessions = createSessions({ org, audience, secret, store, clock, ids });
  const metrics = createMetrics({
    openTabs: () => link.tabCount(),
    effects: () => store.counts(),
    crmCalls: () => crm.apiCalls(),
  });
  const callCenter = createCallCenter({
    store,
    telephony,
    crm,
    numbers,
    clock,
    ids,
    journal,
    settings: callCenterSettings(config, {
      org: () => crm.orgSettings(),
      agentOfExtension: (extension) => directory.agentOfExtension(extension),
    }),
    countCall: (ended) => {
      metrics.callEnded(ended);
    },
    countRepair: (repair) => {
      metrics.repaired(repair);
    },
  });

  const http = Fastify({ trustProxy: true, forceCloseConnections: 'idle' });
  const link = openSoftphoneLink(http, {
    callCenter,
    directory,
    sessions,
    clock,
    journal,
    allowedOrigins: config.allowedOrigins,
    issueVoiceToken: ({ id }) => voiceTokens.issue(id),
  });
  const dependencies: Dependency[] = [
    { name: 'storage', remedy: 'Check the disk and CONNECTOR_DATABASE.', check: () => store.counts() },
    {
      name: 'twilio',
      remedy: 'Check the TWILIO_ variables.',
      check: () => twilio.taskrouter.v1.workspaces(config.twilio.workspaceSid).fetch(),
    },
    { name: 'salesforce', remedy: 'Check the SALESFORCE_ variables.', check: () => crm.check() },
  ];
  openAdminApi(http, { dependencies, metrics });
  await http.register(
    orgApi({
      visitors: createVisitors({ org, audience: `${audience}/org`, store, clock }),
      allowedOrigins: config.orgOrigins,
      store,
      recordings: createTwilioRecordings({ ...config.twilio, client: twilio }),
      recordingFound: (interactionId, { what, recording }) =>
        callCenter.tell({
          key: `found:${what}:${interactionId}:${recording.state}`,
          type: what === 'message' ? 'messageChanged' : 'recordingChanged',
          interactionId,
          recording,
        }),
      setupLooks: [
        ...ownSetupLooks({
          store,
          useSalesforce: () => crm.check(),
          orgCertificate: org.certificate,
          clock,
        }),
        crm.orgSettingsLook,
        crm.agentListingLook,
        { name: 'callerIndex', look: () => Promise.resolve([crm.callerIndex.check()]) },
        createClockLook(clock, [
          { name: 'Salesforce', url: config.salesforce.loginUrl },
          { name: 'Twilio', url: twilioApi(config.twilio) },
        ]),
        ...twilioSetup(config),
      ],
      unloggedCalls: callCenter.unloggedCalls,
      journal,
    }),
    { prefix: '/org' },
  );
  await http.register(
    twilioWebhooks({
      callCenter,
      journal,
      authToken: config.twilio.authToken,
      publicUrl: config.publicUrl,
      places: { ...addresses, workflowSid: config.twilio.workflowSid },
    }),
  );

  crm.start();
  return {
    http,
    async stop() {
      link.close();
      await http.close();
      crm.hurry();
      await callCenter.stop();
      await crm.stop();
      await store.close();
    },
  };
}
