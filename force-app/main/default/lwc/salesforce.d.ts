declare module '@salesforce/label/*' {
  const words: string;
  export default words;
}

declare module '@salesforce/resourceUrl/*' {
  const url: string;
  export default url;
}

/** A method of Apex that a component calls: it takes its parameters by name. */
declare module '@salesforce/apex/*' {
  const method: (params?: object) => Promise<unknown>;
  export default method;
}

declare module 'lightning/navigation' {
  /** A place in Lightning: Lightning Web Components Developer Guide, "PageReference Types". */
  export interface PageReference {
    readonly type?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly state?: Readonly<Record<string, string>>;
  }
  /** What the mixin adds to a component. */
  export interface Navigates {
    [navigate: symbol]: (page: PageReference) => void;
  }
  export const NavigationMixin: { <Base>(base: Base): Base; readonly Navigate: symbol };
  export const CurrentPageReference: import('lwc').WireAdapterConstructor<
    Record<string, never>,
    PageReference
  >;
}
