const { availableParallelism } = require('node:os');
const nextJest = require('next/jest');

// next/jest compiles with the application's own compiler and stands in for `server-only`.
const createJestConfig = nextJest({ dir: __dirname });

/** @type {import('jest').Config} */
const common = {
  testEnvironment: 'node',
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1' },
  setupFiles: ['<rootDir>/tests/support/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/quiet-console.ts', '<rootDir>/tests/support/second-try.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.data/', '<rootDir>/dist/'],
};

/** @type {import('jest').Config[]} */
const projects = [
  { ...common, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.{ts,tsx}'] },
  {
    ...common,
    displayName: 'integration',
    testMatch: ['<rootDir>/tests/integration/**/*.test.ts'],
    globalSetup: '<rootDir>/tests/support/database-setup.ts',
    globalTeardown: '<rootDir>/tests/support/database-teardown.ts',
    setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/tests/support/database-per-file.ts'],
  },
  {
    ...common,
    displayName: 'clients',
    testMatch: [
      '<rootDir>/sdk/typescript/tests/**/*.test.ts',
      '<rootDir>/cli/tests/**/*.test.ts',
      '<rootDir>/tests/clients/**/*.test.ts',
    ],
    // Clients name the files they import as they are called once compiled.
    moduleNameMapper: { ...common.moduleNameMapper, '^(\\.{1,2}/.*)\\.js$': '$1' },
  },
  {
    ...common,
    displayName: 'process',
    testMatch: ['<rootDir>/tests/process/**/*.test.ts'],
    // Whole servers are started and killed here.
    setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/tests/support/process-timeout.ts'],
  },
  {
    ...common,
    displayName: 'faults',
    testMatch: ['<rootDir>/tests/faults/**/*.test.ts'],
    // Ten minutes long.
    testPathIgnorePatterns: process.env.QARION_FAULTS === 'full' ? [] : ['/soak\\.test\\.ts$'],
    setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/tests/faults/support/timeout.ts'],
  },
];

module.exports = async () => ({
  projects: await Promise.all(projects.map((project) => createJestConfig(project)())),
  testTimeout: 20_000,
  // One more than there are cores, because most tests wait for others: databases, servers, clocks.
  maxWorkers: availableParallelism() + 1,
});
