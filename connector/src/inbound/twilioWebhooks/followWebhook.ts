import type { Tracer } from '../../callCenter/ports/tracer.ts';
import type { CallQuestion, TelephonyNews } from '../../callCenter/telephonyEvents.ts';

/** Takes a webhook in as the first step of what follows from it. */
export async function followWebhook<Answer>(
  tracer: Tracer | undefined,
  said: CallQuestion | TelephonyNews,
  takeIn: () => Promise<Answer>,
): Promise<Answer> {
  if (!tracer) return takeIn();
  const step = tracer.begin({ kind: 'webhook', name: said.type, follows: [] });
  if ('interactionId' in said) step.concerns(said.interactionId);
  try {
    const answer = await tracer.within([step], takeIn);
    step.over('ok');
    return answer;
  } catch (failure) {
    step.over('failed');
    throw failure;
  }
}
