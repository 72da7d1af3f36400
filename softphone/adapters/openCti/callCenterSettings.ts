import type { DialingPrefixes, HostSettings } from '../../core/index.ts';
import { CrmHostError } from '../../ports/crmHost.ts';
import type { SoftphoneLayout } from './openCtiTypes.ts';
import { popsOf } from './popRules.ts';

/** The call center's definition as `getCallCenterSettings()` answers it: `/section/item` to value. */
export type CallCenterSettings = Readonly<Record<string, string>>;

/** What the administrator has set in the call center and in the softphone layout; `report` is told what is not known. */
export function hostSettings(
  { callCenter, layout }: { callCenter: CallCenterSettings; layout: SoftphoneLayout },
  report: (cause: unknown) => void,
): HostSettings {
  return {
    screenPopOn: screenPopOnOf(callCenter, report),
    pops: popsOf(layout, report),
    dialingPrefixes: dialingPrefixesOf(callCenter),
  };
}

/** Where the connector is. Throws `HOST_UNAVAILABLE` when the administrator has not said so. */
export function connectorUrlOf(settings: CallCenterSettings): string {
  const url = valueOf(settings, '/connector/serviceUrl');
  if (url) return url;
  throw new CrmHostError('HOST_UNAVAILABLE', {
    detail: 'set the connector service URL (section connector, item serviceUrl) in Setup, Call Centers',
  });
}

function dialingPrefixesOf(settings: CallCenterSettings): DialingPrefixes {
  const prefix = (name: string) => valueOf(settings, `/reqDialingOptions/${name}`)?.replace(/\D/g, '');
  const [outside, longDistance, international] = [
    prefix('reqOutsidePrefix'),
    prefix('reqLongDistPrefix'),
    prefix('reqInternationalPrefix'),
  ];
  return {
    ...(outside && { outside }),
    ...(longDistance && { longDistance }),
    ...(international && { international }),
  };
}

/** When screens pop. Anything else than what it may be is reported, and counts as not set. */
function screenPopOnOf(settings: CallCenterSettings, report: (cause: unknown) => void) {
  const value = valueOf(settings, '/connector/screenPopOn') ?? '';
  const known = moments.find((moment) => moment.toLowerCase() === value.toLowerCase());
  if (!known && value) report(unknownMoment(value));
  return known ?? 'answered';
}

const moments = ['answered', 'offered', 'byHand'] as const;

function unknownMoment(value: string): CrmHostError {
  return new CrmHostError('SCREEN_POP_FAILED', {
    detail: `the call center says screenPopOn "${value}": set ${moments.join(', ')} in Setup, Call Centers (section connector)`,
  });
}

/** A setting without the ` (tel:...)` that the desktop adds to what looks like a number. */
function valueOf(settings: CallCenterSettings, key: string): string | undefined {
  const value = settings[key];
  return value === undefined ? undefined : withoutTelDecoration(value);
}

/** `(415) 555-1212 (tel:4155551212)` is `(415) 555-1212`. */
export function withoutTelDecoration(text: string): string {
  return text
    .trimEnd()
    .replace(/\(tel:[^)]*\)$/, '')
    .trim();
}
