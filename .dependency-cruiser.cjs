/**
 * Who may import whom: the table of docs/architecture.md as rules.
 *
 * `may` lists, for each place, the only places and packages it may import. Anything not listed is an error.
 */
const core = '^softphone/core/';
const ports = '^softphone/ports/';
const protocol = '^softphone/protocol/';
const wallboard = '^softphone/wallboard/';
const callCenter = '^connector/src/callCenter/';
const nodeBuiltIn = '^(node:)?[a-z_/]+$';
const packages = (...names) => names.map((name) => `node_modules/${name}/`);

const may = {
  'softphone/core': [core],
  'softphone/ports': [core, ports],
  'softphone/protocol': [core, protocol],
  'softphone/wallboard': [core, wallboard],
  'softphone/runtime': [core, ports, protocol, '^softphone/runtime/'],
  'softphone/adapters/twilioVoice': [
    core,
    ports,
    '^softphone/adapters/twilioVoice/',
    ...packages('@twilio/voice-sdk'),
  ],
  'softphone/adapters/openCti': [core, ports, '^softphone/adapters/openCti/'],
  'softphone/adapters/connectorLink': [core, ports, protocol, '^softphone/adapters/connectorLink/'],
  'softphone/adapters/browser': [
    core,
    ports,
    '^softphone/adapters/browser/',
    ...packages('libphonenumber-js'),
  ],
  'softphone/entries': ['^softphone/', '^(c|@salesforce/label)/', '^lwc$', ...packages('@lwc/.*', 'lwc')],
  'connector/src/callCenter': [callCenter, core, protocol, wallboard],
  'connector/src/inbound/twilioWebhooks': [
    callCenter,
    core,
    '^connector/src/inbound/(twilioWebhooks|limits)/',
    nodeBuiltIn,
    ...packages('fastify', '@fastify/.*', 'twilio'),
  ],
  'connector/src/inbound/softphoneLink': [
    callCenter,
    core,
    protocol,
    '^connector/src/inbound/(softphoneLink|identity|limits|sockets)/',
    nodeBuiltIn,
    ...packages('fastify', '@fastify/.*', 'ws', '@types/ws'),
  ],
  'connector/src/inbound/boardLink': [
    callCenter,
    core,
    protocol,
    wallboard,
    '^connector/src/inbound/(boardLink|limits|sockets)/',
    ...packages('ws', '@types/ws'),
  ],
  'connector/src/inbound/sockets': [
    callCenter,
    core,
    protocol,
    '^connector/src/inbound/(sockets|limits)/',
    nodeBuiltIn,
    ...packages('fastify', 'ws', '@types/ws'),
  ],
  'connector/src/inbound/limits': [
    callCenter,
    '^connector/src/inbound/limits/',
    nodeBuiltIn,
    ...packages('fastify'),
  ],
  'connector/src/inbound/identity': ['^connector/src/inbound/identity/', nodeBuiltIn],
  'connector/src/inbound/orgApi': [
    callCenter,
    core,
    '^connector/src/inbound/(orgApi|identity|limits)/',
    nodeBuiltIn,
    ...packages('fastify', '@fastify/.*'),
  ],
  'connector/src/inbound/adminApi': [
    callCenter,
    core,
    wallboard,
    '^connector/src/inbound/adminApi/',
    nodeBuiltIn,
    ...packages('fastify', '@fastify/.*', 'prom-client'),
  ],
  'connector/src/outbound/twilio': [
    callCenter,
    core,
    '^connector/src/outbound/twilio/',
    nodeBuiltIn,
    ...packages('twilio'),
  ],
  'connector/src/outbound/salesforce': [
    callCenter,
    core,
    '^connector/src/outbound/salesforce/',
    nodeBuiltIn,
    ...packages('jsforce', '@jsforce/.*', 'csv-parse', 'libphonenumber-js'),
  ],
  'connector/src/outbound/storage': [
    callCenter,
    core,
    '^connector/src/outbound/storage/',
    nodeBuiltIn,
    ...packages('kysely', 'pg', '@types/pg'),
  ],
  'connector/src/outbound/traces': [
    callCenter,
    core,
    '^connector/src/outbound/traces/',
    nodeBuiltIn,
    ...packages('@opentelemetry/.*'),
  ],
  'connector/src/outbound/remoteClock': [callCenter, core, '^connector/src/outbound/remoteClock/'],
  'connector/src/outbound/phoneNumbers': [
    callCenter,
    core,
    '^connector/src/outbound/phoneNumbers/',
    ...packages('libphonenumber-js'),
  ],
};

const onlyListed = Object.entries(may).map(([place, allowed]) => ({
  name: `borders of ${place}`,
  severity: 'error',
  from: { path: `^${place}/`, pathNot: '\\.test\\.ts$|/testing/' },
  to: { pathNot: allowed.join('|') },
}));

/** A vendor's package has one home. */
const homes = {
  '@twilio/voice-sdk': '^softphone/adapters/twilioVoice/',
  '@salesforce/scv-connector-base': '^softphone/adapters/serviceCloudVoice/',
  twilio: '^connector/src/(inbound|outbound)/|^scripts/|^test/|/testing/|\\.test\\.ts$',
  pg: '^connector/src/outbound/storage/|^scripts/|^test/|\\.test\\.ts$',
  '@opentelemetry/.*': '^connector/src/outbound/traces/',
  jsforce: '^connector/src/outbound/salesforce/|^scripts/|^test/|\\.test\\.ts$',
};

const oneHome = Object.entries(homes).map(([name, home]) => ({
  name: `one home for ${name}`,
  severity: 'error',
  from: { pathNot: home },
  to: { path: `node_modules/${name}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no value cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...onlyListed,
    ...oneHome,
    {
      name: 'stand-ins know only the wire',
      severity: 'error',
      from: { path: '^simulators/' },
      to: { path: '^(softphone|connector|force-app|scripts)/' },
    },
    {
      name: 'a stand-in knows no other vendor',
      severity: 'error',
      from: { path: '^simulators/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^simulators/', pathNot: '^simulators/($1|shared|phoneNetwork)/' },
    },
    {
      name: 'the product knows no stand-in',
      severity: 'error',
      from: { path: '^(softphone|connector|force-app)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(simulators|scripts|test)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(c|lwc|lightning|@salesforce)(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
