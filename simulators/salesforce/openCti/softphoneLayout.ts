/** A softphone layout as getSoftphoneLayout() answers it: page "getSoftphoneLayout() for Lightning Experience". */
export type SoftphoneLayout = Readonly<Record<CallSection, LayoutSection>>;

export type CallSection = 'Inbound' | 'Outbound' | 'Internal';

export interface LayoutSection {
  /** Of `ANI`, `DNIS`, `SEGMENT` and `QUEUE`. */
  readonly callRelatedFields: readonly string[];
  /** Fields shown of each object; an object without fields is not searched. */
  readonly objects: Readonly<Record<string, readonly LayoutField[]>>;
  /** Empty for outbound and internal calls: Salesforce pops for inbound ones alone. */
  readonly screenPopSettings: ScreenPopSettings;
}

export interface LayoutField {
  readonly displayName: string;
  readonly apiName: string;
}

export interface ScreenPopSettings {
  readonly screenPopsOpenWithin?: 'ExistingWindow' | 'NewWindow';
  readonly NoMatch?: PopRule;
  readonly SingleMatch?: PopRule;
  readonly MultipleMatches?: PopRule;
}

export type MatchKind = 'NoMatch' | 'SingleMatch' | 'MultipleMatches';

/**
 * `DoNotPop`; `PopToEntity` (a new record of the object `screenPopData`, or for a single match its own page);
 * `PopToSearch`; `PopToVisualforce` and `PopToFlow`, named by `screenPopData`.
 */
export interface PopRule {
  readonly screenPopType: string;
  readonly screenPopData?: string;
}
