import type { MetricRules } from '../../../callCenter/figures/metricRules.ts';
import { serviceLevelVariants } from '../../../callCenter/figures/ratios.ts';
import type { Row } from './askTogether.ts';
import type { WrongRow } from './orgSettingsOf.ts';
import { isWithin, textOf } from './rowValues.ts';

/** The one record by which figures are counted; formula fields of the org read the same one. */
export const METRIC_RULES_QUERY =
  'SELECT DeveloperName, Service_Level_Seconds__c, Short_Abandon_Seconds__c, Service_Level__c FROM Metric_Rule__mdt' +
  " WHERE DeveloperName = 'Default'";

const MOST_SECONDS = 3_600;

/** The rules as the record says; what was not read, is not filled in or is wrong, stays as in `before`. */
export function metricRulesOf(
  rows: readonly Row[] | undefined,
  before: MetricRules,
): { readonly rules: MetricRules; readonly wrong: readonly WrongRow[] } {
  const [row] = rows ?? [];
  if (!row) return { rules: before, wrong: [] };
  const wrongFor = (why: string) => ({
    rules: before,
    wrong: [{ type: 'Metric_Rule__mdt', record: textOf(row['DeveloperName']) ?? '', why }],
  });
  const { Service_Level_Seconds__c: serviceLevel, Short_Abandon_Seconds__c: shortAbandon } = row;
  const wanted = textOf(row['Service_Level__c']) ?? before.serviceLevelVariant;
  const serviceLevelVariant = serviceLevelVariants.find((variant) => variant === wanted);
  if (!serviceLevelVariant) {
    return wrongFor(`Service Level Variant is none of ${serviceLevelVariants.join(', ')}`);
  }
  if (!isWithin(serviceLevel, 0, MOST_SECONDS) || !isWithin(shortAbandon, 0, MOST_SECONDS)) {
    return wrongFor(`the seconds are not whole ones from 0 to ${MOST_SECONDS}`);
  }
  const serviceLevelSeconds = numberOr(serviceLevel, before.serviceLevelSeconds);
  const shortAbandonSeconds = numberOr(shortAbandon, before.shortAbandonSeconds);
  return { rules: { ...before, serviceLevelSeconds, shortAbandonSeconds, serviceLevelVariant }, wrong: [] };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
