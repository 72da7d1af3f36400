import type { TelephonyNews } from '../telephonyEvents.ts';

/** News of the carrier that is kept until turns have taken it in. What comes together is kept on one sheet. */
export interface NewsInbox {
  /** Resolves when the news is durable, with the sheet that it is on. */
  keepNews(news: TelephonyNews): Promise<SheetRef>;
  /** The ids of the sheets that are kept, oldest first. */
  keptSheets(limit: number): Promise<readonly number[]>;
  /** Those of these sheets that are kept still, oldest first. */
  readSheets(ids: readonly number[]): Promise<readonly Sheet[]>;
  /** Forgets sheets: all that is on them is taken in. */
  forgetSheets(ids: readonly number[]): Promise<void>;
  countSheets(): Promise<number>;
}

export interface SheetRef {
  readonly id: number;
  /** How much news is on it. */
  readonly size: number;
}

export interface Sheet {
  readonly id: number;
  /** In the order in which it came. */
  readonly news: readonly TelephonyNews[];
}
