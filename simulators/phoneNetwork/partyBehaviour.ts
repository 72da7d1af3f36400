/** What a scripted party says for as long as it is connected: a tone in hertz, or nothing. */
export type Say = { readonly tone: number } | 'silence';

/** What a scripted party does when it is called. */
export type PartyBehaviour =
  | { readonly outcome: 'busy' | 'noAnswer' | 'fails' }
  | {
      readonly outcome: 'answers';
      readonly afterSeconds: number;
      readonly say: Say;
      /** Counted from the answer; without it the party stays until the other side hangs up. */
      readonly hangUpAfterSeconds?: number;
    };

const bySuffix: Readonly<Record<string, PartyBehaviour>> = {
  '0001': { outcome: 'busy' },
  '0002': { outcome: 'noAnswer' },
  '0003': { outcome: 'fails' },
};

/**
 * What a number does that nobody scripted: `...0001` is busy, `...0002` rings for ever, `...0003` fails,
 * every other answers after 2 s and says 600 Hz.
 */
export function defaultBehaviour(number: string): PartyBehaviour {
  return bySuffix[number.slice(-4)] ?? { outcome: 'answers', afterSeconds: 2, say: { tone: 600 } };
}
