/** A request that Twilio refuses; shown as `{ code, message, more_info, status }`. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
  }

  /** twilio.com/docs/usage/twilios-response#response-formats-exceptions. */
  body() {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/** The refusals that the stand-in knows; the numbers are in twilio.com/docs/api/errors. */
export const refusals = {
  unauthenticated: () => new RestError(401, 20_003, 'Authenticate'),
  notFound: (path: string) => new RestError(404, 20_404, `The requested resource ${path} was not found`),
  invalid: (message: string) => new RestError(400, 20_001, message),
  conflict: (message: string) => new RestError(409, 20_409, message),
  stale: () => new RestError(412, 20_412, 'Precondition failed: the If-Match version is not the current one'),
  internal: (message: string) => new RestError(500, 20_500, message),
  /** 429 has a number of its own, 20429; the others are troubles of Twilio's. */
  outOfOrder: (status: number) =>
    status === 429
      ? new RestError(429, 20_429, 'Too Many Requests')
      : new RestError(status, 20_500, 'The service is out of order'),
  noUrl: () => new RestError(400, 21_205, 'Url parameter is required.'),
  unverifiedCaller: (from: string) =>
    new RestError(
      400,
      21_210,
      `The source phone number provided, ${from}, is not yet verified for your account.`,
    ),
  invalidCallee: (to: string) =>
    new RestError(400, 21_211, `The phone number you are attempting to call, ${to}, is not valid.`),
  recordingOver: (sid: string) => new RestError(400, 21_220, `Recording ${sid} does not go on.`),
  onlyMono: () =>
    new RestError(400, 16_113, 'Cannot download a dual-channel presentation of a mono recording'),
  callNotInProgress: () => new RestError(400, 21_220, 'Call is not in-progress. Cannot redirect.'),
  numberTaken: (number: string) => new RestError(400, 21_422, `${number} is not available.`),
  invalidParticipantNumber: (to: string) =>
    new RestError(400, 13_223, `Dial: Invalid phone number format: ${to}`),
  nobodyToCoach: () => new RestError(400, 13_240, 'The call to coach is not in this conference.'),
  conferenceFull: () => new RestError(400, 16_020, 'Conference is full.'),
  labelTaken: (label: string) =>
    new RestError(400, 16_025, `Participant label ${label} is already in use in this conference.`),
} as const;
