import type { SoftphoneItem } from '../viewMessage.ts';
import { adapterAddress } from './adapterAddress.ts';
import { byId } from './page.ts';

const utilitySprite = '/assets/slds/icons/utility-sprite/svg/symbols.svg';
const standbyKey = 'openCti.standby';

/**
 * The Open CTI Softphone item of the utility bar: a button at the bottom and a docked panel with the softphone's frame.
 * With "Start automatically" the frame loads with the page while the panel is minimised, else when it is first opened.
 */
export class SoftphonePanel {
  readonly frame: HTMLIFrameElement;
  readonly #panel = byId('softphonePanel');
  readonly #body = byId('softphoneBody');
  readonly #button = byId('softphoneButton');
  readonly #spinner = byId('softphoneSpinner');
  readonly #item: SoftphoneItem;
  #standbyTimer: number | undefined;

  constructor(item: SoftphoneItem) {
    this.#item = item;
    this.frame = byId('softphoneFrame') as HTMLIFrameElement;
    this.setWidth(item.widthPX);
    this.setHeight(item.heightPX);
    this.#button.addEventListener('click', () => {
      this.show(!this.visible);
    });
    byId('softphoneMinimize').addEventListener('click', () => {
      this.show(false);
      this.#button.focus();
    });
    if (item.eager) this.#start();
  }

  get visible(): boolean {
    return this.#panel.classList.contains('slds-is-open');
  }

  show(visible: boolean): void {
    if (visible && this.frame.src === '') this.#start();
    this.#panel.classList.toggle('slds-is-open', visible);
    this.#panel.inert = !visible;
    this.#button.setAttribute('aria-expanded', String(visible));
    this.#button.parentElement?.classList.toggle('slds-is-active', visible);
  }

  setHeight(px: number): void {
    this.#body.style.height = `${px}px`;
  }

  setWidth(px: number): void {
    this.#body.style.width = `${px}px`;
  }

  setPanelIcon(key: string): void {
    setIcon('softphonePanelIcon', key);
  }

  setPanelLabel(label: string): void {
    byId('softphonePanelLabel').textContent = label;
  }

  setItemIcon(key: string): void {
    setIcon('softphoneItemIcon', key);
  }

  setItemLabel(label: string): void {
    byId('softphoneItemLabel').textContent = label;
  }

  /** The softphone reported that it is ready: the standby address is not needed. */
  started(): void {
    window.clearTimeout(this.#standbyTimer);
    this.#spinner.hidden = true;
  }

  /** Once on the standby address, the browser's session stays there: page "notifyInitializationComplete()". */
  #start(): void {
    const { url, standby } = this.#item;
    this.frame.addEventListener('load', () => {
      if (!standby || sessionStorage.getItem(standbyKey)) this.#spinner.hidden = true;
    });
    if (standby && sessionStorage.getItem(standbyKey)) {
      this.#load(standby.url);
      return;
    }
    this.#load(url);
    if (!standby) return;
    this.#standbyTimer = window.setTimeout(() => {
      sessionStorage.setItem(standbyKey, 'yes');
      this.#load(standby.url);
    }, standby.timeoutMs);
  }

  #load(url: string): void {
    const nonce = crypto.randomUUID().replaceAll('-', '');
    this.frame.src = adapterAddress(url, { origin: location.origin, nonce });
  }
}

function setIcon(id: string, key: string): void {
  byId(id).setAttribute('href', `${utilitySprite}#${key}`);
}
