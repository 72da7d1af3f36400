import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import type { AgentId } from '../../softphone/core/index.ts';
import type { SalesforceCrm } from '../../connector/src/outbound/salesforce/salesforceCrm.ts';
import { openCallLogKit, type CallLogKit } from './callLogKit.ts';

/** What a test file has at hand, from its first test on. */
export interface ConnectorAtOrg {
  readonly kit: CallLogKit;
  /** A connector that has just started. */
  readonly crm: SalesforceCrm;
  readonly agentId: AgentId;
}

/** One org for a test file, with a new connector and no faults for each of its tests. */
export function connectorAtOrg(...options: Parameters<typeof openCallLogKit>): ConnectorAtOrg {
  let kit: CallLogKit;
  let crm: SalesforceCrm;

  beforeAll(async () => {
    kit = await openCallLogKit(...options);
  });
  afterAll(() => kit.stop());
  beforeEach(() => {
    crm = kit.connector();
  });
  afterEach(async () => {
    kit.salesforce.faults.clear();
    await crm.stop();
  });

  return {
    get kit() {
      return kit;
    },
    get crm() {
      return crm;
    },
    get agentId() {
      const [username] = wellKnown.users.agents;
      return kit.salesforce.org.users().find((user) => user.username === username)?.id as AgentId;
    },
  };
}
