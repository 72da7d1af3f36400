/** What the bundle resolves and TypeScript does not: the project's components. */
declare module 'c/*' {
  const component: unknown;
  export default component;
}
