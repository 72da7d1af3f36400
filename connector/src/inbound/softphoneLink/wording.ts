import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';

/** Puts messages into the words of the link, as UTF-8; one that goes to many, one after the other, only once. */
export function createWording(): (message: ToSoftphone) => Buffer {
  let last: ToSoftphone | undefined;
  let words = Buffer.alloc(0);
  return (message) => {
    if (message !== last) words = Buffer.from(JSON.stringify(message));
    last = message;
    return words;
  };
}
