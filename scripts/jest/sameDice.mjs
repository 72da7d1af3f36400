import fc from 'fast-check';

/** Random tests are the same at every run: what fails can be seen again. `FC_SEED=7 npm test -- node` plays others. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });
