import type { Verb } from '../twimlRun.ts';
import { dial } from './dial.ts';
import { enqueue } from './enqueue.ts';
import { gather } from './gather.ts';
import { record } from './record.ts';
import { playSound, say, wait } from './speak.ts';
import { hangUp, leave, redirect, reject } from './steer.ts';

/** The verbs that the stand-in carries out. */
export const verbs: Readonly<Record<string, Verb>> = {
  Say: say,
  Play: playSound,
  Pause: wait,
  Gather: gather,
  Dial: dial,
  Enqueue: enqueue,
  Record: record,
  Redirect: redirect,
  Hangup: hangUp,
  Reject: reject,
  Leave: leave,
};
