/** What the web build resolves and TypeScript does not: the component engine, our components, our labels. */
declare module 'lwc' {
  export class LightningElement extends HTMLElement {}
  export function createElement(tag: string, options: { is: unknown }): HTMLElement;
}

declare module '@lwc/synthetic-shadow';

declare module 'c/softphone' {
  const Softphone: unknown;
  export default Softphone;
}

declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}
