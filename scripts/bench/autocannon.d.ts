/** What the bench uses of autocannon, which brings no types. */
declare module 'autocannon' {
  export interface Client {
    setRequests(
      requests: readonly { method: string; path: string; headers: Record<string, string>; body: string }[],
    ): void;
  }

  export interface Run {
    on(event: 'response', listener: (client: Client, status: number) => void): this;
    on(event: 'reqError', listener: (error: Error) => void): this;
  }

  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Requests in all, divided among the connections. */
    readonly amount: number;
    readonly setupClient: (client: Client) => void;
  }

  export default function autocannon(options: Options, done: (failure: Error | null) => void): Run;
}
