/** New ids, unguessable: 128 random bits, letters, digits, `-` and `_` only. */
export interface IdSource {
  next(): string;
}
