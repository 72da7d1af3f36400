import { eventually } from '../eventually.ts';
import type { Handset } from '../handset.ts';

/** The two tones of a key, ITU-T Q.23. */
const TONES: Readonly<Record<string, readonly [number, number]>> = {
  '1': [697, 1_209],
  '5': [770, 1_336],
  '9': [852, 1_477],
};

/** Waits until the handset hears one of the two tones of a key; looks often, for they are short. */
export async function hearsKey({ page }: Handset, key: keyof typeof TONES): Promise<void> {
  const phone = page.locator('#phone');
  await eventually(`the handset hears the key ${key}`, async () => {
    const heard = Number(await phone.getAttribute('data-heard-hz'));
    return (TONES[key] ?? []).some((hertz) => Math.abs(heard - hertz) < 25);
  });
}
