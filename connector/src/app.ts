import type { FastifyInstance } from 'fastify';
import { choosableReasons } from '../../softphone/core/index.ts';
import { createAgentDays } from './callCenter/agentDay/agentDays.ts';
import { createCallCenter } from './callCenter/createCallCenter.ts';
import { erasePerson } from './callCenter/erasure/erasePerson.ts';
import { createDirectory } from './callCenter/directory/directory.ts';
import { startStatusWatch } from './callCenter/agents/statusWatch.ts';
import type { Clock, ProcessClock } from './callCenter/ports/clock.ts';
import type { IdSource } from './callCenter/ports/idSource.ts';
import type { Journal } from './callCenter/ports/journal.ts';
import type { RepairCounter } from './callCenter/ports/repairs.ts';
import type { RequestCounter } from './callCenter/ports/requestCounter.ts';
import { createDayFigures } from './callCenter/wallboard/dayFigures.ts';
import { createWallboard } from './callCenter/wallboard/wallboard.ts';
import { rebuildDay } from './callCenter/reporting/rebuildDay.ts';
import { startReportWriter } from './callCenter/reporting/reportWriter.ts';
import { callCenterSettings } from './callCenterSettings.ts';
import type { Config } from './config.ts';
import { openAdminApi } from './inbound/adminApi/adminApi.ts';
import { openBoardLink } from './inbound/boardLink/boardLink.ts';
import { openErasureRoute } from './inbound/adminApi/erasureRoute.ts';
import { createMetrics } from './inbound/adminApi/metrics.ts';
import { createOutsideWatch } from './inbound/adminApi/outsideTrouble.ts';
import { createReadiness } from './inbound/adminApi/readiness.ts';
import { orgApi } from './inbound/orgApi/orgApi.ts';
import { createVisitors } from './inbound/orgApi/visitors.ts';
import { createSocketDoors } from './inbound/sockets/socketDoors.ts';
import { createSessions } from './inbound/softphoneLink/sessions.ts';
import { openSoftphoneLink } from './inbound/softphoneLink/softphoneLink.ts';
import { twilioWebhooks } from './inbound/twilioWebhooks/twilioWebhooks.ts';
import { createHttpServer } from './httpServer.ts';
import { openTracing } from './openTracing.ts';
import { ownSetupLooks } from './ownSetupLooks.ts';
import { createClockLook } from './outbound/remoteClock/clockLook.ts';
import { numbers } from './outbound/phoneNumbers/numbers.ts';
import { createSalesforceCrm } from './outbound/salesforce/salesforceCrm.ts';
import { openStore } from './outbound/storage/openStore.ts';
import { createRecordingEraser } from './outbound/twilio/eraseRecording.ts';
import { createQueueBoard } from './outbound/twilio/queueFigures.ts';
import { createTwilioRecordings } from './outbound/twilio/recordings.ts';
import { createTwilioClient, twilioApi } from './outbound/twilio/twilioClient.ts';
import { createTwilioTelephony } from './outbound/twilio/twilioTelephony.ts';
import { createVoiceTokens } from './outbound/twilio/voiceTokens.ts';
import { withTimedTurns } from './timedTurns.ts';
import { twilioAddresses } from './twilioAddresses.ts';
import { twilioSetup } from './twilioSetup.ts';

export interface Surroundings {
  readonly clock: ProcessClock;
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
  const opened = await openStore({ ...config, clock });
  const store = withTimedTurns(opened, (turn) => metrics.turnTaken(turn));
  const metrics = createMetrics({
    now: () => clock.now(),
    openTabs: () => link.tabCount(),
    leads: () => callCenter.leads(),
    board: () => wallboard.board(),
    inbox: () => store.countSheets(),
    effects: () => store.counts(),
    effectKinds: () => store.countsByKind(),
    stuckSeconds: () => store.stuckSeconds(),
    openSockets: () => doors.counts(),
    reports: () => store.countRows(clock.now()),
    crmCalls: () => crm.apiCalls(),
    crmBudget: () => crm.apiBudget(),
  });
  const outside = createOutsideWatch(clock);
  const tracing = await openTracing(config, journal);
  const { tracer } = tracing;
  const countRequest: RequestCounter = (request) => {
    metrics.requestMade(request);
    outside.requestMade(request);
    tracer?.requestMade(request);
  };
  const crm = createSalesforceCrm({
    ...config.salesforce,
    country: config.callCenter.agent.country,
    callerIndex: { ...config.callerIndex, orgId: config.org.orgId },
    store,
    clock,
    journal,
    countRequest,
    tracer,
  });
  await crm.recall();
  const rules = () => crm.metricRules();
  const twilio = createTwilioClient(config.twilio, countRequest);
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
  const newsFrom = await store.announcements.last();
  const day = await createDayFigures({ store, rules, clock });
  const agentDays = createAgentDays({ ledger: store, rules, clock, journal });
  const wallboard = await createWallboard({
    store,
    day,
    queues,
    reasonCodes: () => choosableReasons(crm.orgSettings()).map(({ name }) => name),
    clock,
  });
  const countRepair: RepairCounter = (repair) => {
    metrics.repaired(repair);
  };
  const callCenter = createCallCenter({
    store,
    cluster: store.cluster,
    newsFrom,
    leads: [
      () => startReportWriter({ store, sink: crm.reportSink, rules, clock, journal }),
      () => startStatusWatch({ board: crm.statusBoard, store, clock, journal, countRepair }),
    ],
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
      const { interactionId, direction, outcome } = ended;
      journal.note('call over', { interaction: interactionId, direction, outcome });
    },
    countRepair,
    tracer,
  });

  callCenter.watch(wallboard.take);
  callCenter.watch(agentDays.take);

  const http = createHttpServer({ trustedProxies: config.trustedProxies, journal });
  const doors = createSocketDoors(http);
  const link = openSoftphoneLink(http, {
    doors,
    callCenter,
    directory,
    days: agentDays,
    sessions,
    clock,
    journal,
    allowedOrigins: config.allowedOrigins,
    signInsPerMinute: config.signInsPerMinute,
    issueVoiceToken: ({ id }) => voiceTokens.issue(id),
  });
  const readiness = createReadiness({
    clock,
    commit: () => store.keep('readyAt', String(clock.now())),
    stuckSeconds: () => store.stuckSeconds(),
    troubles: () => outside.troubles(),
  });
  openAdminApi(http, { readiness, metrics, metricsToken: config.metricsToken });
  const { operatorToken } = config;
  if (operatorToken !== undefined) {
    const { country, callerIds } = config.callCenter.agent;
    const erasure = {
      store,
      numbers,
      country,
      ownNumbers: [
        config.callCenter.callerId,
        ...config.callCenter.entryPoints.map(({ dnis }) => dnis),
        ...callerIds.map((each) => each.number),
      ],
      eraseRecording: createRecordingEraser(twilio),
      forgetCaller: (number: string) => crm.callerIndex.erase(number),
      journal,
    };
    openErasureRoute(http, { operatorToken, erase: (number) => erasePerson(erasure, number), journal });
  }
  const visitors = createVisitors({ org, audience: `${audience}/org`, store, clock });
  const closeBoardLink = openBoardLink({
    doors,
    wallboard,
    admit: (token) => visitors.admit(`Bearer ${token}`, ['CTI_Supervisor']),
    obey: (agentId, order) => callCenter.command(agentId, { type: 'supervise', order }, { supervises: true }),
    allowedOrigins: config.orgOrigins,
    clock,
    journal,
  });
  await http.register(
    orgApi({
      visitors,
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
      rebuildDay: (day) => rebuildDay({ store, rules, clock }, day),
      journal,
    }),
    { prefix: '/org' },
  );
  await http.register(
    twilioWebhooks({
      callCenter,
      journal,
      clock,
      tracer,
      authToken: config.twilio.authToken,
      publicUrl: config.publicUrl,
      places: { ...addresses, workflowSid: config.twilio.workflowSid },
    }),
  );

  crm.start();
  return {
    http,
    async stop() {
      readiness.stop();
      await passed(clock, config.drainSeconds);
      link.close();
      closeBoardLink();
      day.stop();
      agentDays.stop();
      await http.close();
      crm.hurry();
      await callCenter.stop();
      await crm.stop();
      await store.close();
      await tracing.stop();
    },
  };
}

function passed(clock: Clock, seconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (seconds === 0) resolve();
    else clock.schedule(seconds * 1000, resolve);
  });
}
