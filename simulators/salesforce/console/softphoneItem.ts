import { type CallCenter, generalValue } from '../openCti/callCenters.ts';
import type { UtilityBar } from '../openCti/utilityBar.ts';
import type { SoftphoneItem } from './viewMessage.ts';

const smallest = { width: 200, height: 240 };

/** The utility item of a call center, or `undefined` when the call center is not for Lightning Experience. */
export function softphoneItem(
  callCenter: CallCenter | undefined,
  { label, icon, eager, leftAligned }: UtilityBar,
): SoftphoneItem | undefined {
  if (!callCenter) return undefined;
  const value = (name: string): string | undefined => generalValue(callCenter, name);
  const url = value('reqAdapterUrl');
  const lightning = value('reqSalesforceCompatibilityMode')?.includes('Lightning');
  if (!url || !lightning || value('reqUseApi') !== 'true') return undefined;

  const standbyUrl = value('reqStandbyUrl');
  const timeoutMs = Number(value('reqTimeout'));
  return {
    url,
    label,
    icon,
    eager,
    leftAligned,
    widthPX: Math.max(Number(value('reqSoftphoneWidth')) || 0, smallest.width),
    heightPX: Math.max(Number(value('reqSoftphoneHeight')) || 0, smallest.height),
    ...(standbyUrl && timeoutMs > 0 && { standby: { url: standbyUrl, timeoutMs } }),
  };
}
