/** One thing that must be right before the centre works, as an admin reads it. */
export interface SetupCheck {
  /** A word for the set-up page, such as `twilioNumbers`. */
  readonly name: string;
  /** `unknown`: it could not be found out. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** What was found; ids, addresses and counts, no personal data. */
  readonly detail?: string;
  /** What mends it. */
  readonly remedy?: string;
}

/** Looks at one part of the set-up now. A rejection counts as `unknown`. */
export interface SetupLook {
  /** The name of the check that stands for this look when it fails. */
  readonly name: string;
  look(): Promise<readonly SetupCheck[]>;
}
