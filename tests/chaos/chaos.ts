// `npm run chaos -- --seed S --n N`: devices, network, server and database in random faults; then whether anything was lost.
import { parseArgs } from 'node:util'
import { endAfter } from '../e2e/harness.ts'
import { startPostgres } from '../store/postgres.ts'
import { runBrowsers } from './browser-run.ts'
import { runChaos } from './run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    n: { type: 'string', default: '20000' },
    database: { type: 'string', default: 'sqlite' },
    /** Real browsers in place of devices in this process. */
    browsers: { type: 'string', default: '0' },
    /** Device time runs so much faster than ours. */
    speed: { type: 'string', default: '10' },
  },
})
const [seed, n, speed] = [values.seed, values.n, values.speed].map(Number)
const browsers = Number(values.browsers)
if (!seed || !n || !speed || !['sqlite', 'postgres'].includes(values.database)) {
  console.error(
    'Usage: npm run chaos -- [--seed S] [--n N] [--browsers K] [--database sqlite|postgres] [--speed X]',
  )
  process.exit(2)
}

const ends: (() => unknown)[] = []
endAfter((end) => ends.push(end))
const postgres = values.database === 'postgres' ? await startPostgres() : null
if (postgres) ends.push(() => postgres.stop())
let broken: string[]
try {
  const databaseUrl = postgres?.url('postgres') ?? null
  broken = browsers
    ? await runBrowsers({ seed, n, browsers, databaseUrl })
    : await runChaos({ seed, n, speed, databaseUrl })
} finally {
  for (const end of ends.reverse()) await end()
}
for (const line of broken) console.info(`✗ seed ${seed}: ${line}`)
console.info(broken.length === 0 ? '✓ nothing lost, nothing twice' : `✗ ${broken.length} broken`)
// Devices' timers would keep the process alive.
process.exit(broken.length === 0 ? 0 : 1)
