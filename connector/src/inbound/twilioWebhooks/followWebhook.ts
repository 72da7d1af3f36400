import { asStep } from '../../callCenter/asStep.ts';
import type { Tracer } from '../../callCenter/ports/tracer.ts';
import type { CallQuestion, TelephonyNews } from '../../callCenter/telephonyEvents.ts';

/** Takes a webhook in as the first step of what follows from it. */
export function followWebhook<Answer>(
  tracer: Tracer | undefined,
  said: CallQuestion | TelephonyNews,
  takeIn: () => Promise<Answer>,
): Promise<Answer> {
  return asStep(tracer, { kind: 'webhook', name: said.type, follows: [] }, (step) => {
    if (!tracer || !step) return takeIn();
    if ('interactionId' in said) step.concerns(said.interactionId);
    return tracer.within([step], takeIn);
  });
}
