import type { CtiArguments, CtiError } from './messages.ts';

type Check = (value: unknown, name: string) => string | undefined;

/**
 * The errors Open CTI gives for arguments that are missing or out of range, or an empty list.
 * Ranges: the pages of setSoftphonePanelHeight (240 to 2560) and setSoftphonePanelWidth (200 to 1920).
 */
export function checkArguments(method: string, args: CtiArguments): readonly CtiError[] {
  const checks = Object.entries(argumentChecks[method] ?? {});
  const failures = checks.map(([name, check]) => check(args[name], name));
  if (method === 'screenPop') failures.push(checkScreenPop(args));
  if (method === 'saveLog') failures.push(checkSaveLog(args));
  return failures.filter((text) => text !== undefined).map(invalid);
}

function numberBetween(least: number, most: number): Check {
  return (value, name) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return expected(name, 'A numeric value', value);
    if (value < least || value > most) return expected(name, `A value from ${least} to ${most}`, value);
    return undefined;
  };
}

function ofType(type: 'string' | 'boolean' | 'object', wording: string): Check {
  return (value, name) =>
    typeof value === type && value !== null && value !== '' ? undefined : expected(name, wording, value);
}

const aString = ofType('string', 'A string value');
const anObject = ofType('object', 'An object');

const argumentChecks: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  setSoftphonePanelHeight: { heightPX: numberBetween(240, 2560) },
  setSoftphonePanelWidth: { widthPX: numberBetween(200, 1920) },
  setSoftphonePanelVisibility: { visible: ofType('boolean', 'A boolean value') },
  setSoftphonePanelIcon: { key: aString },
  setSoftphonePanelLabel: { label: aString },
  setSoftphoneItemIcon: { key: aString },
  setSoftphoneItemLabel: { label: aString },
  screenPop: { type: aString, params: anObject },
  saveLog: { value: anObject },
  runApex: { apexClass: aString, methodName: aString },
  publish: { channelName: aString },
  subscribe: { channelName: aString },
  searchAndScreenPop: { callType: checkCallType },
};

/** The arguments each kind of screen pop needs: table of the screenPop() page. */
const screenPopParams: Readonly<Record<string, readonly string[]>> = {
  sobject: ['recordId'],
  url: ['url'],
  objecthome: ['scope'],
  list: ['listViewId', 'scope'],
  search: ['searchString'],
  newrecordmodal: ['entityName'],
  flow: ['flowDevName'],
};

function checkScreenPop(args: CtiArguments): string | undefined {
  if (typeof args.type !== 'string' || typeof args.params !== 'object' || args.params === null)
    return undefined;
  const needed = screenPopParams[args.type];
  if (!needed) return expected('type', 'One of SCREENPOP_TYPE', args.type);
  const params = args.params as CtiArguments;
  const missing = needed.find((name) => typeof params[name] !== 'string' || params[name] === '');
  if (missing) return expected(missing, 'A string value', params[missing]);
  if (args.type === 'search' && String(params.searchString).trim().length < 3) {
    return expected('searchString', 'A string of at least three characters', params.searchString);
  }
  return undefined;
}

function checkSaveLog(args: CtiArguments): string | undefined {
  if (typeof args.value !== 'object' || args.value === null) return undefined;
  const value = args.value as CtiArguments;
  if (typeof value.Id === 'string' || typeof value.entityApiName === 'string') return undefined;
  return expected('entityApiName', 'A string value', value.entityApiName);
}

function checkCallType(value: unknown, name: string): string | undefined {
  if (value === null) return undefined;
  const known =
    typeof value === 'string' && ['inbound', 'outbound', 'internal'].includes(value.toLowerCase());
  return known ? undefined : expected(name, 'One of CALL_TYPE', value);
}

function expected(name: string, wanted: string, found: unknown): string {
  const shown = typeof found === 'object' && found !== null ? 'object' : String(found);
  return `An invalid value was passed to the parameter ${name}. ${wanted} was expected, but ${shown} was found instead.`;
}

function invalid(description: string): CtiError {
  return { code: 'INVALID_PARAM', description };
}
