/**
 * The instances of the connector that share a database: which of them leads, and which are gone.
 *
 * One at a time leads. It carries out what only one may do; who is not the leader gets no due effects from the store.
 */
export interface Cluster {
  /** This instance: a random name, another one after every start. */
  readonly instance: string;
  /**
   * Stands for leader, once, and again whenever it was deposed, until stopped. An instance that has the database for
   * itself is elected before `lead` returns.
   */
  lead(candidate: Candidate): Candidacy;
  /** The instances that have been heard of in the last two seconds, this one among them. Rejects with `StoreError`. */
  instances(): Promise<readonly string[]>;
  /**
   * Calls `listener` at the leader, once for each instance that is gone: it died, was stopped, or cannot reach the
   * database. A new leader may tell again of one that the leader before it told of. The returned function ends it.
   */
  onGone(listener: (instance: string) => void): () => void;
}

export interface Candidate {
  elected(): void;
  /** Another instance may lead from now on, or does already: called at once, also when the database cannot be reached. */
  deposed(): void;
}

export interface Candidacy {
  /** Gives the lead to who waits for it, without `deposed`, and stands no more. */
  stop(): Promise<void>;
}
