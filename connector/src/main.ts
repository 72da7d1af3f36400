import { ConfigError, readConfig, type Config } from './config.ts';
import { startConnector } from './startConnector.ts';

/** `node connector/src/main.ts`: reads the environment, listens, and finishes what it does on SIGTERM or SIGINT. */
const connector = await startConnector(configOrExit());

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void connector.stop().then(() => process.exit(0));
  });
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (failure) {
    if (!(failure instanceof ConfigError)) throw failure;
    process.stderr.write(`${failure.message}\n`);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}
