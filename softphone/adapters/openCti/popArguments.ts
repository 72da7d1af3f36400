import type { PopFacts } from '../../core/index.ts';

/** Salesforce's word for a direction, as in `Task.CallType`. */
const callTypes = { inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal' } as const;

/**
 * What a Visualforce page finds in its query and a flow in its input variables, all as text; what is not known is left
 * out. Ids of several records are separated by commas.
 */
export function popArguments(facts: PopFacts): Readonly<Record<string, string>> {
  const { recordIds, ...others } = facts;
  return {
    ...others,
    callType: callTypes[facts.direction],
    ...(recordIds.length > 0 && { recordIds: recordIds.join(',') }),
  };
}
