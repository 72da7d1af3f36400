/**
 * What the console page does for the components that run in it, as `window.lightningHost`: the platform's modules are
 * bundled with the components, the console is not.
 */
export interface LightningHost {
  /** Calls an `@AuraEnabled` method as the signed-in user; rejects with `{ body: { message } }`, as in an org. */
  runApex(className: string, methodName: string, params: object | undefined): Promise<unknown>;
  /** Shows a page of the console without loading it anew. */
  go(url: string): void;
  readonly clickToDial: {
    /** Whether a softphone takes clicked numbers. */
    readonly enabled: boolean;
    /** Calls `listener` after each change; answers how to stop that. */
    onChange(listener: () => void): () => void;
    dial(clicked: { readonly number: string; readonly recordId: string }): void;
  };
}

declare global {
  interface Window {
    readonly lightningHost: LightningHost;
  }
}
