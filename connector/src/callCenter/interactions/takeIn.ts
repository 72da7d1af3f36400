import { recordingChanged } from '../recording/recordingChanged.ts';
import { reservationCreated, reservationEnded, taskCanceled } from '../routing/reservations.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { messageKnown } from '../voicemail/messageKnown.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { callerGone, conferenceEnded, legAnswered, legEnded, legJoined, legLeft } from './legs.ts';

/** The carrier's news of a call. */
type CallNews = Exclude<TelephonyNews, { type: 'availabilityChanged' }>;

/** The interaction that news is about. */
export function interactionOf(turn: Turn, news: CallNews): Promise<InteractionRecord | undefined> {
  return news.type === 'callerGone'
    ? turn.store.interactionOfLeg(news.legId)
    : turn.store.interaction(news.interactionId);
}

/** Takes in what the carrier says of an interaction. */
export async function takeIn(turn: Turn, record: InteractionRecord, news: CallNews): Promise<void> {
  switch (news.type) {
    case 'reservationCreated':
      return reservationCreated(turn, record, news);
    case 'reservationEnded':
      return reservationEnded(turn, record, news);
    case 'taskCanceled':
      return taskCanceled(turn, record, news);
    case 'legJoined':
      return legJoined(turn, record, news);
    case 'legLeft':
      return legLeft(turn, record, news);
    case 'legAnswered':
      return legAnswered(turn, record, news);
    case 'legEnded':
      return legEnded(turn, record, news);
    case 'conferenceEnded':
      return conferenceEnded(turn, record, news);
    case 'recordingChanged':
      return recordingChanged(turn, record, news);
    case 'messageChanged':
      return messageKnown(turn, record, news.recording);
    case 'callerGone':
      return callerGone(turn, record);
  }
}
