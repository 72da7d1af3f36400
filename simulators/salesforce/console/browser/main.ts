import { CtiHost } from './ctiHost.ts';
import { lightningHost } from './lightningHost.ts';
import { watchLookups } from './lookup.ts';
import { answerToolkit } from './omniPresence.ts';
import { openModal, saveForm } from './modal.ts';
import { byId, pageSettings } from './page.ts';
import { SoftphonePanel } from './softphonePanel.ts';
import { openTab } from './tabs.ts';
import { Viewer } from './viewer.ts';

const settings = pageSettings();
const viewer = new Viewer(settings.record);
const cti = settings.softphone && new CtiHost(new SoftphonePanel(settings.softphone), viewer);
Object.assign(window, { lightningHost: lightningHost(viewer, cti?.clickToDial) });

answerToolkit();
watchLookups(byId('modalHost'));

const firstModal = byId('modalHost').innerHTML.trim();
if (firstModal) openModal(firstModal, () => void viewer.go('/lightning/page/home'));

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.sobject === undefined) return;
  event.preventDefault();
  void saveForm(form).then((url) => (url ? viewer.go(url) : undefined));
});

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (!button) return;
  if (button.role === 'tab') openTab(button);
  if (button.hasAttribute('data-expands')) toggleExpanded(button);
});
document.addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLElement && event.target.role === 'tab')
    moveBetweenTabs(event, event.target);
});

function toggleExpanded(button: HTMLButtonElement): void {
  const expanded = button.getAttribute('aria-expanded') !== 'true';
  button.setAttribute('aria-expanded', String(expanded));
  button.closest('.slds-timeline__item_expandable')?.classList.toggle('slds-is-open', expanded);
}

function moveBetweenTabs(event: KeyboardEvent, tab: HTMLElement): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...(tab.closest('[role=tablist]')?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  if (!next) return;
  openTab(next);
  next.focus();
}
