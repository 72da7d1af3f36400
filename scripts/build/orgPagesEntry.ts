import '@lwc/synthetic-shadow';
import CallHistory from 'c/callHistory';
import CallNumbers from 'c/callNumbers';
import CallRecording from 'c/callRecording';
import CtiDiagnostics from 'c/ctiDiagnostics';
import CtiSetupAssistant from 'c/ctiSetupAssistant';
import CtiWallboard from 'c/ctiWallboard';
import UnloggedCalls from 'c/unloggedCalls';
import { createElement } from 'lwc';

/** The project's components for Lightning pages, by the names that pages and tabs have for them. */
const components: Readonly<Record<string, unknown>> = {
  callHistory: CallHistory,
  callNumbers: CallNumbers,
  callRecording: CallRecording,
  ctiDiagnostics: CtiDiagnostics,
  ctiSetupAssistant: CtiSetupAssistant,
  ctiWallboard: CtiWallboard,
  unloggedCalls: UnloggedCalls,
};

document.addEventListener('viewshown', mountAll);
mountAll();

/** Puts a component into every place of the present view that waits for one. */
function mountAll(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-component]:empty')) {
    const { component = '', recordId } = place.dataset;
    if (components[component] === undefined) continue;
    const tag = `c-${component.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const element = createElement(tag, { is: components[component] });
    place.append(Object.assign(element, recordId !== undefined && { recordId }));
  }
}
