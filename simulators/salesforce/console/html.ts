/** Markup that is safe to send: every value that went into it was escaped, unless it was markup itself. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type MarkupValue = Markup | string | number | false | null | undefined | readonly MarkupValue[];

/** Builds markup from a template: ``html`<b>${name}</b>` `` escapes `name`; lists are joined, `false` and nothing are left out. */
export function html(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  const text = parts.reduce((before, part, index) => before + render(values[index - 1]) + part);
  return new Markup(text);
}

/** `text` with the five characters that mean something in HTML replaced. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function render(value: MarkupValue): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}
