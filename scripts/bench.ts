import { answeredCalls } from './bench/answeredCalls.ts';
import { callControlCommands } from './bench/callControlCommands.ts';
import { callTraffic } from './bench/callTraffic.ts';
import { callerIndex } from './bench/callerIndex.ts';
import { conferences } from './bench/conferences.ts';
import { createMemoryLog, type MemoryLog } from './bench/connectorMemory.ts';
import { dayInSalesforce } from './bench/dayInSalesforce.ts';
import { directorySearches } from './bench/directorySearches.ts';
import { instances } from './bench/instances.ts';
import { loggedCalls } from './bench/loggedCalls.ts';
import { machineFacts } from './bench/machineFacts.ts';
import { pageLoads } from './bench/pageLoads.ts';
import { pageSizes } from './bench/pageSizes.ts';
import { render, type Section } from './bench/report.ts';
import { screenPops } from './bench/screenPops.ts';
import { softphones } from './bench/softphones.ts';
import { storedBytes } from './bench/storedBytes.ts';
import { throughput } from './bench/throughput.ts';
import { turns } from './bench/turns.ts';
import { boards } from './bench/boards.ts';
import { drawnBoards } from './bench/drawnBoards.ts';
import { webhookRate } from './bench/webhookRate.ts';

/**
 * `npm run bench`: prints how fast and how big the product is on this machine, as Markdown.
 * `npm run bench -- pages requests` measures only these parts. No figure makes it fail; docs/performance.md says
 * what they mean.
 */
const parts: Readonly<Record<string, (memory: MemoryLog) => Promise<readonly Section[]>>> = {
  pages: async () => [await pageSizes()],
  load: async () => [await pageLoads()],
  pops: screenPops,
  calls: answeredCalls,
  commands: callControlCommands,
  conferences,
  logs: loggedCalls,
  day: dayInSalesforce,
  stored: storedBytes,
  callers: callerIndex,
  directory: directorySearches,
  boards,
  drawing: drawnBoards,
  instances,
  softphones,
  traffic: callTraffic,
  turns,
  throughput,
  requests: webhookRate,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const memory = createMemoryLog();
console.log(render(machineFacts()));
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  try {
    for (const section of await measure(memory)) console.log(render(section));
  } catch (failure) {
    console.error(`The part ${name} could not be measured.`, failure);
    process.exitCode = 1;
  }
}
if (memory.section().rows.length > 0) console.log(render(memory.section()));
