import { ApexFailure, type ApexRegistry, ApexUnavailable } from '../apex/apexRegistry.ts';
import type { Org, OrgUser } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import { type CallCenter, callCenterSettings } from './callCenters.ts';
import type { CtiArguments, CtiError, CtiResponse } from './messages.ts';
import { searchAndPop } from './searchAndPop.ts';
import type { SoftphoneLayouts } from './softphoneLayouts.ts';

/** The org as the softphone of one user reaches it. */
export interface Seat {
  readonly org: Org;
  readonly layouts: SoftphoneLayouts;
  readonly user: OrgUser;
  readonly callCenter: CallCenter;
  readonly apex: ApexRegistry;
}

type ServerMethod = (seat: Seat, args: CtiArguments) => unknown;

/** Open CTI methods that the org itself carries out, as the signed-in user. */
const methods: Readonly<Record<string, ServerMethod>> = {
  getCallCenterSettings: ({ callCenter }) => callCenterSettings(callCenter),
  getSoftphoneLayout: ({ layouts, user }) => layouts.of(user),
  searchAndScreenPop: ({ org, user, layouts }, args) =>
    searchAndPop({ org, user, layout: layouts.of(user) }, args),
  saveLog,
  runApex: ({ apex, user }, { apexClass, methodName, methodParams }) => ({
    runApex: apex.run(
      { className: String(apexClass), methodName: String(methodName) },
      { user, params: paramsOf(methodParams) },
    ),
  }),
};

/** Carries out a method; refusals come back as Open CTI errors. */
export function carryOut(seat: Seat, method: string, args: CtiArguments): CtiResponse {
  const run = methods[method];
  if (!run)
    return failed({ code: 'GENERIC_ERROR', description: `Open CTI has no method ${method} on the server.` });
  try {
    return { success: true, returnValue: run(seat, args), errors: null };
  } catch (error) {
    if (error instanceof ApexUnavailable) return failed({ code: 'SERVER_ERROR', description: error.message });
    if (error instanceof ApexFailure) return failed({ ...serverError, details: error.message });
    if (error instanceof SalesforceError) return failed(refusal(method, error));
    throw error;
  }
}

/** Makes a record of `entityApiName`, or changes the one named by `Id`: page "saveLog() for Lightning Experience". */
function saveLog({ org, user }: Seat, args: CtiArguments): { recordId: string } {
  const { entityApiName, ...fields } = args.value as Record<string, unknown>;
  if (typeof fields.Id === 'string') {
    const sObject = org.schema.objectOf(fields.Id)?.name;
    if (sObject === undefined)
      throw new SalesforceError('MALFORMED_ID', `No object has records like ${fields.Id}.`, {
        fields: ['Id'],
      });
    org.update(sObject, fields, user.id);
    return { recordId: fields.Id };
  }
  return { recordId: org.create(String(entityApiName), fields, user.id) };
}

/** The arguments of runApex are one query string; a raw plus sign means a space there. */
function paramsOf(methodParams: unknown): URLSearchParams {
  return new URLSearchParams(typeof methodParams === 'string' ? methodParams : '');
}

const serverError = {
  code: 'SERVER_ERROR',
  description: 'A problem was encountered on the server.',
} as const;

function refusal(method: string, error: SalesforceError): CtiError {
  if (method !== 'saveLog') return { ...serverError, details: error.message };
  return {
    code: 'GENERIC_ERROR',
    description:
      'An error occurred while calling the saveLog() API method. Review the Details field in the error section.',
    details: [{ message: error.message, errorCode: error.errorCode, fields: error.fields ?? [] }],
  };
}

function failed(error: CtiError): CtiResponse {
  return { success: false, returnValue: null, errors: [error] };
}
