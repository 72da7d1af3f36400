import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly AxeFinding[];
  readonly incomplete: readonly AxeFinding[];
}

interface AxeFinding {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  /** Set when the rule could not be applied. */
  readonly error?: unknown;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/**
 * What axe finds in a page or frame that is serious or critical, one text each; frames inside are left out.
 * A rule that axe could not apply is a finding too.
 */
export async function seriousFindings(place: Page | Frame): Promise<readonly string[]> {
  await place.evaluate(`window.axe ?? (() => { ${axeSource} })()`);
  await place.evaluate(allowGetElementById);
  const { violations, incomplete } = await place.evaluate<AxeResults>(
    `axe.run(document, { iframes: false, resultTypes: ['violations', 'incomplete'] })
      .then(({ violations, incomplete }) => ({ violations, incomplete }))`,
  );
  return [
    ...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
    ...incomplete.filter(({ error }) => error !== undefined),
  ].flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/** LWC's synthetic shadow roots refuse `getElementById`, with which axe looks up what a label is for. */
function allowGetElementById(): void {
  const root = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot)?.shadowRoot;
  if (!root) return;
  Object.defineProperty(Object.getPrototypeOf(root), 'getElementById', {
    configurable: true,
    value(this: ShadowRoot, id: string) {
      return this.querySelector(`#${CSS.escape(id)}`);
    },
  });
}
