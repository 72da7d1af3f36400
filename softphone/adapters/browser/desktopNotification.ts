export interface NotificationWords {
  readonly incoming: string;
  /** With `{0}` for the queue. */
  readonly incomingQueue: string;
}

/** Asks once whether notifications may be shown. A browser or frame that refuses leaves the ringing. */
export async function allowNotifications(): Promise<void> {
  if (typeof Notification === 'undefined' || Notification.permission !== 'default') return;
  await Notification.requestPermission();
}

/** Shows who calls outside the browser's window; the returned function takes it away. */
export function showNotification(
  { caller, queue }: { caller: string; queue?: string },
  words: NotificationWords,
): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return () => undefined;
  const title = queue === undefined ? words.incoming : words.incomingQueue.replace('{0}', queue);
  const notification = new Notification(title, {
    body: caller,
    tag: 'softphone-call',
    requireInteraction: true,
  });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return () => {
    notification.close();
  };
}
