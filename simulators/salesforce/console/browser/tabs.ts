/** Opens the panel of one tab and closes its neighbours. */
export function openTab(tab: HTMLElement): void {
  for (const other of tab.closest('[role=tablist]')?.querySelectorAll<HTMLElement>('[role=tab]') ?? []) {
    const chosen = other === tab;
    other.setAttribute('aria-selected', String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    other.parentElement?.classList.toggle('slds-is-active', chosen);
    const panel = document.getElementById(other.getAttribute('aria-controls') ?? '');
    if (panel) panel.hidden = !chosen;
  }
}
