import type { AgentState } from '../../../../../softphone/core/index.ts';
import type { SupervisorAct } from '../../../callCenter/ledger/fact.ts';
import type {
  AgentIntervalRow,
  QueueIntervalRow,
  ReportRow,
  StateIntervalRow,
  SupervisorActionRow,
} from '../../../callCenter/reporting/reportRow.ts';

/** The external id field that all objects of reports have. */
export const REPORT_KEY_FIELD = 'Key__c';

type Fields = Readonly<Record<string, string | number | null>>;

const LONGEST_REASON = 80;
const LONGEST_QUEUE = 255;

/** The object that keeps rows of a kind. */
export const reportObjects: Readonly<Record<ReportRow['kind'], string>> = {
  stateInterval: 'Agent_State_Interval__c',
  agentInterval: 'Agent_Interval__c',
  queueInterval: 'Queue_Interval__c',
  supervisorAction: 'Supervisor_Action__c',
};

/** A row as its record, every field told: what an earlier row said and this one does not is gone. */
export function reportRecord(row: ReportRow): Fields {
  return { [REPORT_KEY_FIELD]: row.key, ...fieldsOf(row) };
}

function fieldsOf(row: ReportRow): Fields {
  switch (row.kind) {
    case 'stateInterval':
      return ofStateInterval(row);
    case 'agentInterval':
      return ofAgentInterval(row);
    case 'queueInterval':
      return ofQueueInterval(row);
    case 'supervisorAction':
      return ofSupervisorAction(row);
  }
}

function ofStateInterval(row: StateIntervalRow): Fields {
  return {
    Agent__c: row.agentId,
    State__c: states[row.state],
    Reason_Code__c: row.reasonCode?.slice(0, LONGEST_REASON) ?? null,
    Started_At__c: timeOf(row.from),
    Ended_At__c: row.to === undefined ? null : timeOf(row.to),
    Seconds__c: row.seconds ?? null,
  };
}

function ofAgentInterval(row: AgentIntervalRow): Fields {
  return {
    Agent__c: row.agentId,
    ...startOf(row),
    Ready_Seconds__c: row.readySeconds,
    Not_Ready_Seconds__c: row.notReadySeconds,
    Reserved_Seconds__c: row.reservedSeconds,
    On_Call_Seconds__c: row.onCallSeconds,
    In_Wrap_Up_Seconds__c: row.inWrapUpSeconds,
    Offered__c: row.offered,
    Answered__c: row.answered,
    Missed__c: row.missed,
    Declined__c: row.declined,
    Transferred__c: row.transferred,
    Dialed__c: row.dialed,
    ...timesOf(row),
  };
}

function ofQueueInterval(row: QueueIntervalRow): Fields {
  return {
    Queue__c: row.queue.slice(0, LONGEST_QUEUE),
    ...startOf(row),
    Offered__c: row.offered,
    Answered__c: row.answered,
    Abandoned__c: row.abandoned,
    Short_Abandoned__c: row.shortAbandoned,
    Voicemails__c: row.voicemails,
    Moved__c: row.moved,
    Failed__c: row.failed,
    Missed__c: row.missed,
    Transferred__c: row.transferred,
    Wait_Seconds__c: row.waitSeconds,
    Longest_Wait_Seconds__c: row.longestWaitSeconds,
    Answered_Wait_Seconds__c: row.answeredWaitSeconds,
    Answered_In_Time__c: row.answeredInTime,
    Abandoned_In_Time__c: row.abandonedInTime,
    ...timesOf(row),
  };
}

function ofSupervisorAction(row: SupervisorActionRow): Fields {
  return {
    Supervisor__c: row.supervisorId,
    Agent__c: row.agentId,
    Action__c: acts[row.act],
    Acted_At__c: timeOf(row.at),
    Interaction_Id__c: row.interactionId ?? null,
  };
}

function startOf({ start, day, time }: AgentIntervalRow | QueueIntervalRow): Fields {
  return { Started_At__c: timeOf(start), Day__c: day, Time_of_Day__c: time };
}

function timesOf({ talkSeconds, holdSeconds, wrapUpSeconds }: AgentIntervalRow | QueueIntervalRow): Fields {
  return { Talk_Seconds__c: talkSeconds, Hold_Seconds__c: holdSeconds, Wrap_Up_Seconds__c: wrapUpSeconds };
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** Values of the picklist `State__c`. */
const states: Readonly<Record<AgentState['name'], string>> = {
  loggedOut: 'Logged Out',
  ready: 'Ready',
  notReady: 'Not Ready',
  reserved: 'Reserved',
  onCall: 'On Call',
  wrapUp: 'Wrap-Up',
};

/** Values of the picklist `Action__c`. */
const acts: Readonly<Record<SupervisorAct, string>> = {
  monitor: 'Monitor',
  coach: 'Coach',
  barge: 'Barge',
  takeOver: 'Take Over',
  setAgentState: 'Set State',
  logOut: 'Log Out',
  endInteraction: 'End Interaction',
};
