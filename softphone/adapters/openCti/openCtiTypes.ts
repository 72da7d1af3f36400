/**
 * `window.sforce.opencti` as "Open CTI Methods for Lightning Experience" (Open CTI Developer Guide) describes it.
 * Every method takes one object; what comes of it goes to `callback`.
 */
export interface SforceOpenCti {
  readonly SCREENPOP_TYPE: Readonly<Record<ScreenPopType, string>>;
  readonly CALL_TYPE: Readonly<Record<'INBOUND' | 'OUTBOUND' | 'INTERNAL', string>>;
  enableClickToDial(request: Answered): void;
  onClickToDial(request: { listener: (click: ClickToDialPayload) => void }): void;
  onNavigationChange(request: { listener: (view: AppView) => void }): void;
  getCallCenterSettings(request: Answered<Record<string, string>>): void;
  getSoftphoneLayout(request: Answered<SoftphoneLayout>): void;
  screenPop(request: ScreenPopRequest & Answered): void;
  runApex(request: ApexRequest & Answered<{ runApex: string }>): void;
  saveLog(request: { value: LogFields } & Answered<string | { recordId?: string; id?: string }>): void;
  refreshView(request: Answered): void;
  notifyInitializationComplete(request: Answered): void;
  setSoftphonePanelVisibility(request: { visible: boolean } & Answered): void;
  /** From 240 to 2560. */
  setSoftphonePanelHeight(request: { heightPX: number } & Answered): void;
  /** From 200 to 1920. */
  setSoftphonePanelWidth(request: { widthPX: number } & Answered): void;
  /** `key` is the name of a utility icon of the Lightning Design System. */
  setSoftphonePanelIcon(request: { key: string } & Answered): void;
  setSoftphonePanelLabel(request: { label: string } & Answered): void;
  setSoftphoneItemIcon(request: { key: string } & Answered): void;
  setSoftphoneItemLabel(request: { label: string } & Answered): void;
}

export interface CtiError {
  /** `INVALID_PARAM`, `GENERIC_ERROR`, `SERVER_ERROR`, `SOFTPHONE_CONTAINER_ERROR`, or one not documented. */
  readonly code: string;
  readonly description: string;
  readonly details?: unknown;
}

export interface CtiResponse<Value = null> {
  readonly success: boolean;
  readonly returnValue?: Value | null;
  readonly errors?: readonly CtiError[] | null;
}

export interface Answered<Value = null> {
  readonly callback: (response: CtiResponse<Value>) => void;
}

export type ScreenPopType =
  'SOBJECT' | 'URL' | 'OBJECTHOME' | 'LIST' | 'SEARCH' | 'NEW_RECORD_MODAL' | 'FLOW';

export interface ScreenPopRequest {
  /** A value of `SCREENPOP_TYPE`. */
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly defaultFieldValues?: Readonly<Record<string, unknown>>;
}

export interface ApexRequest {
  readonly apexClass: string;
  readonly methodName: string;
  /** A query string: `name=value&name=value`, each value URL-encoded. */
  readonly methodParams: string;
}

/** A record to create (`entityApiName`) or to change (`Id`), with its fields. */
export type LogFields = Readonly<Record<string, unknown>> &
  ({ readonly entityApiName: string } | { readonly Id: string });

/** What was clicked: a phone field of a record, or of a list. */
export interface ClickToDialPayload {
  readonly number: string | number;
  readonly recordId?: string;
  readonly recordName?: string;
  readonly objectType?: string;
  /** Set on a person account's contact. */
  readonly accountId?: string;
  readonly contactId?: string;
  readonly personAccount?: boolean;
}

/** What the desktop shows now. A list has only an address, and perhaps an empty `recordId`. */
export interface AppView {
  readonly url: string;
  readonly recordId?: string;
  readonly recordName?: string;
  readonly objectType?: string;
  /** Set on a person account, as are the two after it. */
  readonly accountId?: string;
  readonly contactId?: string;
  readonly personAccount?: boolean;
}

export type SoftphoneLayout = Readonly<Partial<Record<'Inbound' | 'Outbound' | 'Internal', LayoutSection>>>;

export interface LayoutSection {
  /** By API name, with the fields to show. */
  readonly objects?: Readonly<Record<string, readonly { readonly apiName: string }[]>>;
  readonly screenPopSettings?: Readonly<
    Partial<Record<'NoMatch' | 'SingleMatch' | 'MultipleMatches', LayoutPopRule>>
  >;
}

export interface LayoutPopRule {
  /** `PopToEntity`, `PopToVisualforce`, `PopToSearch`, `PopToFlow`, `DoNotPop`, or one not documented. */
  readonly screenPopType: string;
  readonly screenPopData?: string;
}
