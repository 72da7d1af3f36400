/** Gets the agent's attention outside the panel. */
export interface Attention {
  /**
   * Rings on the chosen ringer and shows a desktop notification, until `stopRinging`. While it rings, another caller
   * only replaces the notification.
   */
  ring(call: { caller: string; queue?: string }): void;
  stopRinging(): void;
}
