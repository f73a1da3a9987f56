// `npm run bench [-- bytes ingest results browser explain month soak]`: the budgets of the design, measured on this machine.
// `--rows N` sets how many answers `results` and `explain` are measured over (1,000,000 unless said otherwise).
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { endAfter } from '../e2e/harness.ts'
import { measureBrowser } from './browser.ts'
import { measureBytes } from './bytes.ts'
import { measureExplain } from './explain.ts'
import { measureIngest } from './ingest.ts'
import { measureMonth } from './month.ts'
import { measureResults } from './results.ts'
import type { Row } from './rows.ts'
import { measureSoak } from './soak.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '1000000' } },
})

const MEASURES: Record<string, () => Promise<Row[]>> = {
  bytes: async () => measureBytes(),
  ingest: measureIngest,
  results: () => measureResults(Number(values.rows)),
  browser: measureBrowser,
  explain: () => measureExplain(Number(values.rows)),
  month: measureMonth,
  soak: measureSoak,
}

const unknown = positionals.filter((name) => !Object.hasOwn(MEASURES, name))
if (unknown.length > 0 || !/^\d+$/.test(values.rows)) {
  console.error(`Usage: npm run bench -- [${Object.keys(MEASURES).join('] [')}] [--rows N]`)
  process.exit(2)
}

const memoryGb = (totalmem() / 2 ** 30).toFixed(0)
console.info(
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memoryGb} GiB, Node ${process.version}`,
)
const ends: (() => unknown)[] = []
endAfter((end) => ends.push(end))
let missed = 0
for (const [name, measure] of Object.entries(MEASURES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  console.info(`\n${name}`)
  const rows = await measure()
  for (const end of ends.splice(0).reverse()) await end()
  for (const { what, budget, measured, met } of rows) {
    const sign = met === null ? ' ' : met ? '✓' : '✗'
    console.info(`${sign} ${what.padEnd(58)} ${budget.padEnd(16)} ${measured}`)
    if (met === false) missed++
  }
}
if (missed > 0) console.info(`\n${missed} budgets missed`)
process.exitCode = missed > 0 ? 1 : 0
