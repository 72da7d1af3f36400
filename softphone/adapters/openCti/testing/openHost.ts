import type { CrmHostEvent } from '../../../ports/crmHost.ts';
import { createVirtualClock } from '../../../testing/virtualClock.ts';
import { createOpenCtiHost } from '../openCtiHost.ts';
import { createFakeOpenCti, labels } from './fakeOpenCti.ts';

/** A desktop, with what was clicked in it and what it reported. */
export function openHost(noMatch?: { screenPopType: string; screenPopData?: string }) {
  const fake = createFakeOpenCti(noMatch);
  const clock = createVirtualClock();
  const reported: unknown[] = [];
  const clicks: CrmHostEvent[] = [];
  const host = createOpenCtiHost({
    opencti: fake.opencti,
    labels,
    clock,
    report: (cause) => reported.push(cause),
  });
  host.subscribe((event) => clicks.push(event));
  return { ...fake, clock, host, reported, clicks };
}

/** What a promise rejects with. */
export const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (cause: unknown) => cause,
  );
