/** The record a view shows, as Open CTI tells it to a softphone. */
export interface ViewRecord {
  readonly recordId: string;
  readonly recordName: string;
  readonly objectType: string;
  /** On a person account alone, together with its contact. */
  readonly personAccount?: true;
  readonly contactId?: string;
}

/** One view as the server sends it to the running console page. */
export interface ViewMessage {
  readonly title: string;
  /** Label of the navigation item the view belongs to, such as `Contacts`. */
  readonly tab: string;
  readonly content: string;
  /** A dialog above the content. */
  readonly modal?: string;
  readonly record?: ViewRecord;
  /** What was asked for cannot be shown. */
  readonly failed?: true;
}

/** How the utility bar shows and loads the softphone of the signed-in user. */
export interface SoftphoneItem {
  readonly url: string;
  readonly label: string;
  readonly icon: string;
  readonly widthPX: number;
  readonly heightPX: number;
  /** Loaded with the page; else when the panel is first opened. */
  readonly eager: boolean;
  readonly leftAligned: boolean;
  /** Where to go when the softphone does not report itself ready in time. */
  readonly standby?: { readonly url: string; readonly timeoutMs: number };
}

/** What the console page is told once, when it loads. */
export interface PageSettings {
  readonly softphone?: SoftphoneItem;
  readonly record?: ViewRecord;
}

/** A save that was refused, or the id of the saved record. */
export type SaveAnswer =
  | { readonly id: string; readonly url: string }
  | { readonly errors: readonly { readonly message: string; readonly fields: readonly string[] }[] };

/** One record a lookup field offers. */
export interface LookupChoice {
  readonly id: string;
  readonly name: string;
  readonly sObject: string;
}
