// Tests by part; each worker takes one file after another, of whichever part is next.
import { defineConfig } from 'vitest/config'

/** Left to itself the runner leaves one processor idle, which on two of them is half the time. Parts run beside each
 *  other only where this is the same for all. */
const maxWorkers = '100%'

const part = (name: string, globalSetup: string[] = []) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup,
    maxWorkers,
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
          maxWorkers,
          // A real browser on a busy machine may miss a moment once; a fault misses it twice, and a retry is reported.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // A second, the runner's own limit, is less than a page may take on a busy machine.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
