import { createTwilio, type Twilio, type TwilioOptions } from './createTwilio.ts';

export interface TwilioServerOptions extends TwilioOptions {
  /** 0 chooses a free one. */
  readonly port: number;
  readonly host?: string;
}

/** A running stand-in for Twilio. */
export interface TwilioStandIn extends Twilio {
  /** `http://127.0.0.1:port`: the REST API is below `/api` and `/taskrouter`. */
  readonly url: string;
}

/** Starts the stand-in on a port. */
export async function startTwilio({
  port,
  host = '127.0.0.1',
  ...options
}: TwilioServerOptions): Promise<TwilioStandIn> {
  const twilio = await createTwilio(options);
  const url = await twilio.app.listen({ port, host });
  return { ...twilio, url };
}
