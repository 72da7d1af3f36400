/** What differed between the connector and the carrier, and was put right. */
export type Repair =
  /** A leg was over. */
  | 'legEnded'
  /** A party was in the conference already. */
  | 'legJoined'
  /** A leg was in the conference that nobody waits for. */
  | 'strayLeg'
  /** A party was on hold and should not be, or the other way round. */
  | 'sound'
  /** A caller was on the line, and in no conference and no queue. */
  | 'callerAstray'
  /** Another party was on the line, and not in the conference. */
  | 'partyAstray'
  /** A party was waited for that does not come. */
  | 'notComing'
  /** An agent was changed at the router, and nobody had told. */
  | 'agentState'
  /** The router had an agent in another state than the desk. */
  | 'availability'
  /** The router did not know an agent. */
  | 'agentUnknown'
  /** The CRM showed an agent in another state than the desk. */
  | 'agentStatus';

/** Is told of every repair, after it is durable. */
export type RepairCounter = (repair: Repair) => void;
