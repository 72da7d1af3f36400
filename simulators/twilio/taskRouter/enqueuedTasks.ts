import type { Call } from '../calls/call.ts';

/** The tasks of callers who wait, as `<Enqueue>` sees them. */
export interface EnqueuedTasks {
  /** A task for a caller; its sid, or `undefined` when there is no such workflow. */
  create(request: {
    readonly workflowSid: string;
    readonly call: Call;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly priority: number;
    readonly timeoutSeconds: number | undefined;
  }): string | undefined;
  /** Takes back a task that nobody has accepted yet. */
  cancel(taskSid: string, reason: string): void;
}
