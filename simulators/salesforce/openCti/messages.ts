/** What one Open CTI method answers with: the shape of the "Asynchronous Calls" page of the Open CTI guide. */
export interface CtiResponse {
  readonly success: boolean;
  readonly returnValue: unknown;
  readonly errors: readonly CtiError[] | null;
}

/** The four codes of the "Common Error Messages in Lightning Experience" page. */
export type CtiErrorCode = 'INVALID_PARAM' | 'GENERIC_ERROR' | 'SERVER_ERROR' | 'SOFTPHONE_CONTAINER_ERROR';

export interface CtiError {
  readonly code: CtiErrorCode;
  readonly description: string;
  readonly details?: unknown;
}

/** The arguments of a method once its functions are taken out: what can be posted to another frame. */
export type CtiArguments = Readonly<Record<string, unknown>>;

/** What the softphone's frame posts to the console page. */
export type FrameMessage =
  | { readonly openCti: 'hello' }
  | { readonly openCti: 'call'; readonly id: number; readonly method: string; readonly args: CtiArguments };

/** What the console page posts to the softphone's frame. */
export type ConsoleMessage =
  | { readonly openCti: 'ready' }
  | { readonly openCti: 'answer'; readonly id: number; readonly response: CtiResponse }
  | {
      readonly openCti: 'event';
      readonly event: 'clickToDial' | 'navigationChange';
      readonly payload: unknown;
    }
  | {
      readonly openCti: 'event';
      readonly event: 'channel';
      readonly channelName: string;
      readonly payload: unknown;
    };
