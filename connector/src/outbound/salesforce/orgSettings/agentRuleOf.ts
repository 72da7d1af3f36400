import type { ReasonCode } from '../../../../../softphone/core/index.ts';
import {
  defaultOrgSettings,
  type AfterSignIn,
  type AgentRule,
} from '../../../callCenter/ports/orgSettings.ts';
import type { Row } from './askTogether.ts';
import { isWithin, textOf, type Read } from './rowValues.ts';

/** The one record of the agent rule. */
const RULE_NAME = 'Default';
const LONGEST_SECONDS = 3_600;
/** A day: whoever comes back later has been away. */
const LONGEST_GRACE_SECONDS = 86_400;
const MOST_EXTENSIONS = 20;

const afterSignIn: ReadonlyMap<string, AfterSignIn> = new Map([
  ['As Before', 'asBefore'],
  ['Ready', 'ready'],
  ['Not Ready', 'notReady'],
]);

/** `undefined` for one that is not used any more. */
export function reasonCodeOf(row: Row): Read<ReasonCode | undefined> {
  const name = textOf(row['MasterLabel']);
  if (name === undefined) return { why: 'has no label' };
  if (row['Active__c'] === false) return { value: undefined };
  const colour = textOf(row['Colour__c']);
  if (colour !== undefined && !/^#[0-9A-Fa-f]{6}$/.test(colour)) {
    return { why: 'Colour is not # and six hexadecimal digits' };
  }
  const choosable = row['Agents_Choose__c'] !== false;
  return { value: { name, choosable, ...(colour !== undefined && { colour }) } };
}

/** The rule; what the administrator left empty is as the package ships it. */
export function agentRuleOf(row: Row): Read<AgentRule> {
  if (row['DeveloperName'] !== RULE_NAME) return { why: `is not named ${RULE_NAME}` };
  const [wrong] = limits.filter(({ field, least, most }) => !isWithin(row[field], least, most));
  if (wrong) return { why: `${wrong.label} is not a whole number from ${wrong.least} to ${wrong.most}` };
  const shipped = defaultOrgSettings.agentRule;
  const numberOf = (field: string, otherwise: number) =>
    typeof row[field] === 'number' ? row[field] : otherwise;
  const after = textOf(row['After_Sign_In__c']);
  if (after !== undefined && !afterSignIn.has(after)) return { why: 'After Sign-In is none of its values' };
  return {
    value: {
      reasonRequired: row['Reason_Required__c'] !== false,
      defaultReason: textOf(row['Default_Reason__c']) ?? '',
      wrapUpSeconds: numberOf('Wrap_Up_Seconds__c', shipped.wrapUpSeconds),
      wrapUpExtensionSeconds: numberOf('Wrap_Up_Extension_Seconds__c', shipped.wrapUpExtensionSeconds),
      wrapUpExtensions: numberOf('Wrap_Up_Extensions__c', shipped.wrapUpExtensions),
      ...(row['Missed_Not_Ready__c'] !== false && {
        missed: textOf(row['Missed_Reason__c']) ?? shipped.missed,
      }),
      ...(row['Declined_Not_Ready__c'] !== false && {
        declined: textOf(row['Declined_Reason__c']) ?? shipped.declined,
      }),
      goneAfterSeconds: numberOf('Gone_After_Seconds__c', shipped.goneAfterSeconds),
      goneReason: textOf(row['Gone_Reason__c']) ?? shipped.goneReason,
      afterSignIn: afterSignIn.get(after ?? '') ?? shipped.afterSignIn,
    },
  };
}

const limits = [
  { field: 'Wrap_Up_Seconds__c', label: 'Wrap-Up Seconds', least: 1, most: LONGEST_SECONDS },
  { field: 'Wrap_Up_Extension_Seconds__c', label: 'Extension Seconds', least: 1, most: LONGEST_SECONDS },
  { field: 'Wrap_Up_Extensions__c', label: 'Most Extensions', least: 0, most: MOST_EXTENSIONS },
  { field: 'Gone_After_Seconds__c', label: 'Gone After Seconds', least: 0, most: LONGEST_GRACE_SECONDS },
] as const;
