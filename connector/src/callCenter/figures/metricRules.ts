import type { ServiceLevelVariant } from './ratios.ts';

/** What the administrator decides about figures. */
export interface MetricRules {
  /** Who is answered after no more than so many seconds is answered in time. */
  readonly serviceLevelSeconds: number;
  /** Who leaves before so many seconds have passed has hardly waited: a short abandon. */
  readonly shortAbandonSeconds: number;
  readonly serviceLevelVariant: ServiceLevelVariant;
  /** The zone of IANA's list whose days and times reports show. */
  readonly timeZone: string;
}

export const defaultMetricRules: MetricRules = {
  serviceLevelSeconds: 20,
  shortAbandonSeconds: 5,
  serviceLevelVariant: 'withoutShortAbandons',
  timeZone: 'UTC',
};
