// Tests by part: fast ones run beside each other, those with a browser one after another.
import { defineConfig } from 'vitest/config'

const part = (name: string, globalSetup: string[] = []) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup,
    // Long enough for a machine that is busy with other things: a hang fails all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

/** A real PostgreSQL server. */
const POSTGRES = 'tests/store/server.ts'

export default defineConfig({
  test: {
    projects: [
      part('golden'),
      part('unit'),
      part('store', [POSTGRES]),
      part('api', [POSTGRES]),
      part('chaos'),
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/build.ts', 'tests/e2e/templates.ts', POSTGRES],
          setupFiles: ['tests/e2e/after.ts'],
          // A real browser on a busy machine may miss a moment once; a fault misses it twice, and a retry is reported.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
