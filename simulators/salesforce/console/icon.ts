import { html, type Markup } from './html.ts';

const sprites = '/assets/slds/icons';

/** A standard icon of the Lightning Design System: white on the coloured tile of its object, such as `contact`. */
export function standardIcon(name: string, size: '' | 'small' | 'x-small' | 'large' = ''): Markup {
  const sizeClass = size === '' ? '' : ` slds-icon_${size}`;
  return html`<span class="slds-icon_container slds-icon-standard-${name.replaceAll('_', '-')}"
    ><svg class="slds-icon${sizeClass}" aria-hidden="true">
      <use href="${sprites}/standard-sprite/svg/symbols.svg#${name}"></use></svg
  ></span>`;
}

/** A one-colour utility icon, such as `setup`; `className` carries its size and colour classes. */
export function utilityIcon(name: string, className = 'slds-button__icon'): Markup {
  return html`<svg class="${className}" aria-hidden="true">
    <use href="${sprites}/utility-sprite/svg/symbols.svg#${name}"></use>
  </svg>`;
}
