import type { DialingPrefixes, HostSettings } from '../../core/index.ts';
import { CrmHostError } from '../../ports/crmHost.ts';
import type { SoftphoneLayout } from './openCtiTypes.ts';

/** The call center's definition as `getCallCenterSettings()` answers it: `/section/item` to value. */
export type CallCenterSettings = Readonly<Record<string, string>>;

/** What the administrator has set in the call center and in the softphone layout. */
export function hostSettings(settings: CallCenterSettings, layout: SoftphoneLayout): HostSettings {
  return {
    screenPopOn: valueOf(settings, '/connector/screenPopOn') === 'offered' ? 'offered' : 'answered',
    noMatch: noMatchOf(layout),
    dialingPrefixes: dialingPrefixesOf(settings),
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

/** Screen pop settings of the softphone layout, see "getSoftphoneLayout() for Lightning Experience". */
function noMatchOf({ Inbound }: SoftphoneLayout): HostSettings['noMatch'] {
  const rule = Inbound?.screenPopSettings?.NoMatch;
  const target = rule?.screenPopData;
  switch (rule?.screenPopType) {
    case 'PopToEntity':
      return target ? { kind: 'newRecord', objectType: target } : { kind: 'none' };
    case 'PopToVisualforce':
      return target ? { kind: 'page', path: `/apex/${target}` } : { kind: 'none' };
    case 'PopToFlow':
      return target ? { kind: 'flow', flow: target } : { kind: 'none' };
    case 'PopToSearch':
      return { kind: 'search' };
    case undefined:
    default:
      return { kind: 'none' };
  }
}

/** A setting without the ` (tel:...)` that the desktop adds to what looks like a number. */
function valueOf(settings: CallCenterSettings, key: string): string | undefined {
  const value = settings[key];
  return value === undefined ? undefined : withoutTelDecoration(value);
}

/** `(415) 555-1212 (tel:4155551212)` is `(415) 555-1212`. */
export function withoutTelDecoration(text: string): string {
  return text.replace(/\s*\(tel:[^)]*\)\s*$/, '').trim();
}
