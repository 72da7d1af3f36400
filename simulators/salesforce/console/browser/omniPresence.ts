import type { ToolkitAnswer, ToolkitCall } from '../../omniChannel/toolkitMessages.ts';

/** Answers the console toolkit of the softphone's frame; without Omni-Channel it refuses. */
export function answerToolkit(): void {
  const frame = document.getElementById('softphoneFrame');
  if (!(frame instanceof HTMLIFrameElement)) return;
  window.addEventListener('message', ({ source, origin, data }) => {
    const call = data as Partial<ToolkitCall> | undefined;
    if (source !== frame.contentWindow || call?.consoleToolkit !== 'call') return;
    const answer: ToolkitAnswer = { consoleToolkit: 'answer', id: call.id ?? 0, answer: carryOut(call) };
    frame.contentWindow?.postMessage(answer, origin);
  });
}

function carryOut({ method, statusId = '' }: Partial<ToolkitCall>): ToolkitAnswer['answer'] {
  const choice = document.getElementById('omniPresence');
  if (!(choice instanceof HTMLSelectElement)) return { success: false };
  if (method === 'logout') {
    choice.value = '';
    return { success: true };
  }
  if (method === 'setServicePresenceStatus') {
    const wanted = [...choice.options].find(({ value }) => value !== '' && value.startsWith(statusId));
    if (!wanted || statusId.length < 15) return { success: false };
    choice.value = wanted.value;
  }
  const [shown] = choice.selectedOptions;
  if (!shown?.value) return { success: false };
  return {
    success: true,
    statusId: shown.value,
    statusApiName: shown.dataset['name'] ?? '',
    statusName: shown.label,
  };
}
