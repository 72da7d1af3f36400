import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** The ports of a local system: four in a row. */
export interface LocalPorts {
  readonly gateway: number;
  readonly connector: number;
  readonly salesforce: number;
  readonly twilio: number;
}

export const DEFAULT_PORT = 8443;

/** The ports that belong to a gateway port. */
export function localPorts(gateway: number): LocalPorts {
  return { gateway, connector: gateway + 1, salesforce: gateway + 2, twilio: gateway + 3 };
}

/** A port that a local system needs and somebody else has. */
export class PortBusyError extends Error {
  constructor(what: string, port: number) {
    const other = port + 1_000;
    super(
      `Port ${port}, for the ${what}, is in use. ` +
        `Stop what uses it, or choose other ports: npm start -- --port ${other}`,
    );
    this.name = 'PortBusyError';
  }
}

/** Throws `PortBusyError` for the first port that is not free. */
export async function expectFree(ports: LocalPorts): Promise<void> {
  for (const [what, port] of Object.entries(ports) as [string, number][]) {
    if (!(await free(port))) throw new PortBusyError(what, port);
  }
}

function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port);
  });
}

/** So many ports that nobody uses, somewhere else. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
