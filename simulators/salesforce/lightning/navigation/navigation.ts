/** Stands in for `lightning/navigation`: Lightning Web Components Developer Guide, "Navigation Service". */

interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

type Constructor = new (...parameters: any[]) => object; // eslint-disable-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin's base

const Navigate = Symbol('Navigate');

function mixin<Base extends Constructor>(base: Base): Base {
  return class extends base {
    [Navigate](page: PageReference): void {
      window.lightningHost.go(addressOf(page));
    }
  };
}

export const NavigationMixin = Object.assign(mixin, { Navigate });

/** Tells a component the page it stands on; here, once: each page is mounted anew. */
export class CurrentPageReference {
  readonly #tell: (page: { readonly state: Readonly<Record<string, string>> }) => void;

  constructor(tell: (page: { readonly state: Readonly<Record<string, string>> }) => void) {
    this.#tell = tell;
  }

  connect(): void {
    this.#tell({ state: Object.fromEntries(new URLSearchParams(location.search)) });
  }

  update(): void {
    this.connect();
  }

  disconnect(): void {
    // It holds nothing.
  }
}

function addressOf({ type, attributes = {} }: PageReference): string {
  const { objectApiName = '', recordId = '', actionName = '', apiName = '', url = '' } = attributes;
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${objectApiName}/${recordId}/${actionName}`;
    case 'standard__navItemPage':
      return `/lightning/n/${apiName}`;
    case 'standard__webPage':
      return url;
    default:
      throw new Error(`The console shows no page of type ${type}.`);
  }
}
