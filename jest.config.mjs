/** Jest runs the TypeScript sources directly (ESM, swc); real PostgreSQL comes from tests/support/global-setup.mjs. */
const packages = ['formula', 'metadata', 'engine', 'server', 'cli', 'automation']

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    [`^@tessera/(${packages.join('|')})$`]: '<rootDir>/packages/$1/src/index.ts',
    '^@/(.*)$': '<rootDir>/packages/web/src/$1',
    '^@tessera/blocks/(definitions|server|web)$': '<rootDir>/packages/blocks/src/$1.ts',
  },
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/tests/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  maxWorkers: 2,
  // What a test file loads stays in its worker: after 150 files each had 4 GB, and half of the time went into collecting it.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 60_000,
}
