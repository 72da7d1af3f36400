/** The component engine, as far as the platform's own modules use it. */
declare module 'lwc' {
  export function api(value: unknown, context: ClassFieldDecoratorContext): void;
}
