import type { Org, OrgUser } from '../org/org.ts';
import type { ScreenFlows } from '../flow/screenFlows.ts';
import type { CallCenters } from '../openCti/callCenters.ts';
import type { SoftphoneLayouts } from '../openCti/softphoneLayouts.ts';
import type { Markup } from './html.ts';
import type { LightningPages } from './lightningPages.ts';
import type { ReportLibrary } from './reports/reportLibrary.ts';
import type { ViewRecord } from './viewMessage.ts';

/** One page of the console, before it is sent. */
export interface View {
  readonly title: string;
  /** Label of the navigation item it belongs to, or empty. */
  readonly tab: string;
  readonly content: Markup;
  readonly modal?: Markup;
  readonly record?: ViewRecord;
  /** HTTP status; 200 when not given. */
  readonly status?: number;
  /** Set where what was asked for cannot be shown: a screen pop that leads here has failed. */
  readonly failed?: true;
}

/** Who looks at the console, and at which org. */
export interface Viewing {
  readonly org: Org;
  readonly callCenters: CallCenters;
  readonly layouts: SoftphoneLayouts;
  readonly flows: ScreenFlows;
  /** Visualforce pages of the project. */
  readonly pageNames: () => readonly string[];
  readonly user: OrgUser;
  readonly appLabel: string;
  /** Tabs and record pages of the app. */
  readonly pages: LightningPages;
  /** Reports and dashboards of the project. */
  readonly reports: ReportLibrary;
  /** Whether the project's components can be shown. */
  readonly components: boolean;
  /** Phone fields are for a softphone to dial; a user without call center gets `tel:` links. */
  readonly softphone: boolean;
}
