/** A request that the connector made to somebody outside, as operators count it. */
export interface OutsideRequest {
  readonly to: 'carrier' | 'router' | 'crm';
  /**
   * - `refused`: answered with no; asking again is of no use
   * - `tooMany`: a limit is used up
   * - `failed`: the other side has trouble
   * - `unreachable`: no answer
   * - `signInRefused`: the connector's own credentials are not taken
   */
  readonly result: 'ok' | 'refused' | 'tooMany' | 'failed' | 'unreachable' | 'signInRefused';
  readonly seconds: number;
}

/** Is told of every request once it is over. */
export type RequestCounter = (request: OutsideRequest) => void;
