import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { jestConfig: lwcConfig } = require('@salesforce/sfdx-lwc-jest/config');

const node = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest/typescript.cjs' },
  setupFilesAfterEnv: ['<rootDir>/scripts/jest/patience.cjs'],
};

/** Four suites: components in jsdom, modules in Node, stand-ins and whole-product journeys in Chromium. */
export default {
  projects: [
    {
      ...lwcConfig,
      displayName: 'lwc',
      rootDir: import.meta.dirname,
      roots: ['<rootDir>/force-app'],
      setupFilesAfterEnv: [
        ...(lwcConfig.setupFilesAfterEnv ?? []),
        '<rootDir>/scripts/jest/patience.cjs',
        '<rootDir>/scripts/jest/accessibility.cjs',
        '<rootDir>/scripts/jest/labels.cjs',
      ],
    },
    {
      ...node,
      displayName: 'node',
      testMatch: [
        '<rootDir>/{softphone,connector,simulators,scripts}/**/*.test.ts',
        '<rootDir>/test/{centre,contracts,model,security}/**/*.test.ts',
      ],
      setupFiles: ['<rootDir>/scripts/jest/sameDice.mjs'],
      testPathIgnorePatterns: ['/node_modules/', '\\.browser\\.test\\.ts$'],
    },
    {
      ...node,
      displayName: 'browser',
      testMatch: ['<rootDir>/{simulators,scripts}/**/*.browser.test.ts'],
    },
    { ...node, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys/**/*.test.ts'] },
  ],
};
