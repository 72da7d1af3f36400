import type { SetupCheck, SetupLook } from '../../callCenter/ports/setupCheck.ts';

/** Every look at once; one that fails is `unknown` and holds up no other. */
export async function lookAtSetup(looks: readonly SetupLook[]): Promise<readonly SetupCheck[]> {
  const found = await Promise.all(
    looks.map(async ({ name, look }) => {
      try {
        return await look();
      } catch {
        return [{ name, state: 'unknown', remedy: 'See the log of the connector.' } as const];
      }
    }),
  );
  return found.flat();
}
