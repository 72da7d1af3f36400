import { mkdirSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { webhookPaths } from '../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { createTwilioClient } from '../../connector/src/outbound/twilio/twilioClient.ts';
import { createPhoneNetwork, type PhoneNetworkStandIn } from '../../simulators/phoneNetwork/phoneNetwork.ts';
import { orgCertificate } from '../../simulators/salesforce/apex/orgCertificate.ts';
import { startSalesforce, wellKnown, type SalesforceStandIn } from '../../simulators/salesforce/index.ts';
import { loadOrCreateCertificate } from '../../simulators/shared/certificate.ts';
import { systemClock } from '../../simulators/shared/clock.ts';
import {
  newSid,
  noSound,
  startTwilio,
  type TwilioOptions,
  type TwilioStandIn,
} from '../../simulators/twilio/index.ts';
import { createVoiceEdge, type VoiceEdge } from '../../simulators/twilio/voiceEdge/voiceEdge.ts';
import { orgPagesFolder } from '../build/buildOrgPages.ts';
import { provisionTwilio, type ProvisionedTwilio } from '../provision/provisionTwilio.ts';
import { startBalancer } from './balancer.ts';
import { callerIds, callers, centre, entryPoints } from './centre.ts';
import { connectorProcess, type ConnectorProcess } from './connectorProcess.ts';
import { startGateway } from './gateway.ts';
import { loadOrCreateKeys, type LocalKeys } from './localKeys.ts';
import { localMetadata } from './localMetadata.ts';
import { expectFree, freePorts, localPorts } from './localPorts.ts';
import { setCallCenter } from './setCallCenter.ts';

const root = join(import.meta.dirname, '../..');
const forceApp = join(root, 'force-app/main/default');

export interface LocalOptions {
  /** Of the gateway; the next three are used too. */
  readonly port: number;
  /** Where data is kept between starts. */
  readonly folder: string;
  /** Begins with fresh data. */
  readonly reset: boolean;
  readonly say: (line: string) => void;
  /** Of the connector, on a database that they share; one when absent. */
  readonly instances?: number;
  /** Changes to the connector's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders of metadata that the org has besides the project's. */
  readonly overlays?: readonly string[];
  /** Who calls and answers without sound, in place of the telephone network and of browsers. */
  readonly people?: Pick<TwilioOptions, 'network' | 'clients'>;
}

/** The whole product and its stand-ins, running on this machine. */
export interface LocalSystem {
  readonly url: string;
  /** The first instance, which is the only one as a rule. */
  readonly connector: ConnectorProcess;
  readonly instances: readonly ConnectorProcess[];
  readonly salesforce: SalesforceStandIn;
  readonly twilio: TwilioStandIn;
  readonly edge: VoiceEdge;
  readonly network: PhoneNetworkStandIn;
  readonly keys: LocalKeys;
  stop(): Promise<void>;
}

/** Starts everything, telling each step. Rejects with a sentence that says what to do. */
export async function startLocal(options: LocalOptions): Promise<LocalSystem> {
  const { folder, say } = options;
  const ports = localPorts(options.port);
  await expectFree(ports);
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const keys = loadOrCreateKeys(join(folder, 'keys.json'));
  const url = `https://localhost:${ports.gateway}`;
  const connectorUrl = `http://127.0.0.1:${ports.connector}`;

  say('Salesforce: an org with sample customers ...');
  const salesforce = await startSalesforce({
    port: ports.salesforce,
    dataFile: join(folder, 'salesforce.sqlite'),
    forceApp,
    overlays: [
      localMetadata({ forceApp, folder: join(folder, 'metadata'), serviceUrl: `${url}/connector` }),
      ...(options.overlays ?? []),
    ],
    components: orgPagesFolder(root),
    connectedApps: [
      { clientId: keys.clientId, certificate: keys.publicKey, preAuthorized: [wellKnown.users.integration] },
    ],
  });
  await setCallCenter(salesforce, { 'connector/serviceUrl': `${url}/connector` });

  say('Twilio and the telephone network ...');
  const network = createPhoneNetwork({
    clock: systemClock,
    centreNumber: centre.mainNumber,
    presets: callers,
  });
  const edge = createVoiceEdge({
    clock: systemClock,
    accountSid: keys.accountSid,
    // Asked when somebody registers, long after the account is there.
    keySecret: (sid) => twilio.keySecret(sid),
    newCallSid: () => newSid('CA'),
  });
  const twilio = await startTwilio({
    ...keys,
    port: ports.twilio,
    network,
    clients: edge.clients,
    ...(options.people && { ...options.people, sound: noSound }),
    numbers: entryPoints.map(({ dnis }) => dnis),
    dataFile: join(folder, 'twilio.json'),
    mount: (app) => mountSound(app, { edge, network }),
  });
  const { instances: count = 1 } = options;
  const provisioned = await provisionTwilio(createTwilioClient({ ...keys, apiUrl: twilio.url }), {
    publicUrl: connectorUrl,
    queues: [centre.queue, centre.salesQueue],
    numbers: entryPoints.map(({ dnis }) => dnis),
    reservationSeconds: Number(options.environment?.['CONNECTOR_RESERVATION_SECONDS'] ?? 20),
    // Asked again, the load balancer brings it to an instance that is there.
    ...(count > 1 && { fallbackUrl: connectorUrl + webhookPaths.callArrived }),
  });

  say('The connector ...');
  const logFile = join(folder, 'connector.log');
  const instancePorts = count === 1 ? [ports.connector] : await freePorts(count);
  const instances = instancePorts.map((port, place) =>
    connectorProcess({
      port,
      logFile,
      onCrash: (code) => say(`The connector ended (${code ?? 'killed'}). ${logFile} says why.`),
      environment: {
        ...connectorEnvironment({ keys, provisioned, url, connectorUrl, salesforce, twilio }),
        CONNECTOR_PORT: String(port),
        CONNECTOR_DRAIN_SECONDS: '0',
        CONNECTOR_DATABASE: join(folder, 'connector.sqlite'),
        CONNECTOR_CALLER_INDEX: join(folder, `callerIndex${place || ''}.sqlite`),
        ...options.environment,
      },
    }),
  );
  const balancer = count === 1 ? undefined : await startBalancer(ports.connector, instancePorts);
  await Promise.all(instances.map((instance) => instance.start()));
  const [connector] = instances;
  if (!connector) throw new Error('The local system needs at least one connector.');

  const gateway = await startGateway({
    port: ports.gateway,
    certificate: loadOrCreateCertificate(join(folder, 'localhost.pem')),
    routes: [
      { prefix: '/connector', port: ports.connector, strip: true },
      { prefix: '/signal', port: ports.twilio },
      { prefix: '/handset', port: ports.twilio },
      { prefix: '/_sim/phone', port: ports.twilio },
      { prefix: '/', port: ports.salesforce },
    ],
  });

  return {
    url,
    connector,
    instances,
    salesforce,
    twilio,
    edge,
    network,
    keys,
    async stop() {
      await gateway.stop();
      await balancer?.stop();
      await Promise.all(instances.map((instance) => instance.stop()));
      network.stop();
      edge.stop();
      await twilio.stop();
      await salesforce.stop();
    },
  };
}

/** The sockets that carry signalling and the handset share the Twilio stand-in's port. */
async function mountSound(
  app: FastifyInstance,
  { edge, network }: { edge: VoiceEdge; network: PhoneNetworkStandIn },
): Promise<void> {
  await app.register(network.routes);
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/signal') edge.handleUpgrade(request, socket, head);
    else if (path === '/handset/link') network.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
}

interface Parts {
  readonly keys: LocalKeys;
  readonly provisioned: ProvisionedTwilio;
  readonly url: string;
  readonly connectorUrl: string;
  readonly salesforce: SalesforceStandIn;
  readonly twilio: TwilioStandIn;
}

function connectorEnvironment(parts: Parts): Record<string, string> {
  const { keys, provisioned, url, connectorUrl, salesforce, twilio } = parts;
  return {
    CONNECTOR_HOST: '127.0.0.1',
    CONNECTOR_PUBLIC_URL: connectorUrl,
    CONNECTOR_SOFTPHONE_URL: `${url}/connector`,
    CONNECTOR_SESSION_SECRET: keys.sessionSecret,
    CONNECTOR_ALLOWED_ORIGINS: url,
    CONNECTOR_ENTRY_POINTS: JSON.stringify(entryPoints),
    CONNECTOR_CALLER_ID: centre.mainNumber,
    CONNECTOR_CALLER_IDS: callerIds,
    SALESFORCE_ORG_ID: salesforce.org.id,
    SALESFORCE_ORG_CERTIFICATE: orgCertificate(salesforce.org.dataFolder).publicKeyPem,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: keys.clientId,
    SALESFORCE_USERNAME: wellKnown.users.integration,
    SALESFORCE_PRIVATE_KEY: keys.privateKey,
    TWILIO_ACCOUNT_SID: keys.accountSid,
    TWILIO_AUTH_TOKEN: keys.authToken,
    TWILIO_API_KEY_SID: keys.apiKeySid,
    TWILIO_API_KEY_SECRET: keys.apiKeySecret,
    TWILIO_APPLICATION_SID: provisioned.applicationSid,
    TWILIO_WORKSPACE_SID: provisioned.workspaceSid,
    TWILIO_WORKFLOW_SID: provisioned.workflowSid,
    TWILIO_API_URL: twilio.url,
    TWILIO_SIGNALING_HOST: new URL(url).host,
  };
}
