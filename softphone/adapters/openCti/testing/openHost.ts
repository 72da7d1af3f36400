import type { CrmHostEvent } from '../../../ports/crmHost.ts';
import { createVirtualClock } from '../../../testing/virtualClock.ts';
import { createOpenCtiHost } from '../openCtiHost.ts';
import type { SoftphoneLayout } from '../openCtiTypes.ts';
import { createFakeOpenCti, labels } from './fakeOpenCti.ts';

/** A desktop, with what was clicked in it and what it reported. */
export function openHost(layout: SoftphoneLayout = {}) {
  const fake = createFakeOpenCti(layout);
  const clock = createVirtualClock();
  const reported: unknown[] = [];
  const clicks: CrmHostEvent[] = [];
  const host = createOpenCtiHost({
    opencti: fake.opencti,
    labels,
    clock,
    searchText: (number) => Promise.resolve(number.replace('+1', '')),
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
