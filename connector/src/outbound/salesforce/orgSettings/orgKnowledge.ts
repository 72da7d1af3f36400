import type { MetricRules } from '../../../callCenter/figures/metricRules.ts';
import type { OrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import type { OrgCalendar } from './businessDays.ts';
import type { TaskShape } from './taskShape.ts';

/** What is known of the org, by itself and by its admins. */
export interface OrgKnowledge {
  readonly settings: OrgSettings;
  readonly calendar: OrgCalendar;
  readonly task: TaskShape;
  readonly metrics: MetricRules;
}
