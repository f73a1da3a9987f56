// `npm run drill`: 200 devices with 1,000,000 answers, and the server is back after 30 days. Prints figures and arrival curves.
import { parseArgs } from 'node:util'
import { type OutageOptions, type OutageReport, simulateOutage } from './outage.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    devices: { type: 'string', default: '200' },
    n: { type: 'string', default: '1000000' },
  },
})
const [seed, devices, n] = [values.seed, values.devices, values.n].map(Number)
if (!seed || !devices || !n) {
  console.error('Usage: npm run drill -- [--seed S] [--devices D] [--n N]')
  process.exit(2)
}

const FAST: OutageOptions['link'] = { roundTripMs: [20, 80], bytesPerSecond: [500_000, 2_000_000] }
const FIELD: OutageOptions['link'] = { roundTripMs: [60, 800], bytesPerSecond: [8_000, 250_000] }
const all = { seed, devices, each: Math.ceil(n / devices), jitter: true, told: false, link: FAST }
const SCENARIOS: Record<string, OutageOptions> = {
  'server back, every device on a fast link': all,
  'server back, links of the field (64 kbit/s to 2 Mbit/s)': { ...all, link: FIELD },
  'network back, all told at the same moment, fast links': { ...all, told: true },
  'without jitter: server back, fast links': { ...all, jitter: false },
}

for (const [name, options] of Object.entries(SCENARIOS)) {
  const report = await simulateOutage(options)
  console.info(`\n${name}\n${figures(report)}\n\n${chart(report.perSecond.slice(0, 60))}`)
}

function figures(report: OutageReport): string {
  const { drainedMs, ends, perSecond, p50Ms, p99Ms, busy, timedOut, stored, fairness } = report
  const requests = perSecond.reduce((sum, count) => sum + count, 0)
  const mean = requests / (drainedMs / 1000)
  const peak = Math.max(...perSecond)
  return [
    `  drained in ${seconds(drainedMs)} s; first device empty after ${seconds(ends[0] ?? 0)} s`,
    `  ${requests} requests: ${stored} stored, ${busy} answered 503, ${timedOut} timed out`,
    `  server p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`,
    `  requests a second: mean ${mean.toFixed(1)}, peak ${peak} (${(peak / mean).toFixed(1)} times the mean)`,
    `  fairness (Jain) ${fairness.toFixed(3)}`,
  ].join('\n')
}

/** Requests in each second; a sign stands for some of them where there are many. */
function chart(perSecond: number[]): string {
  const each = Math.max(1, Math.ceil(Math.max(...perSecond) / 60))
  const lines = perSecond.map(
    (count, second) =>
      `  ${String(second).padStart(3)} s ${String(count).padStart(5)} ${'▇'.repeat(Math.ceil(count / each))}`,
  )
  return lines.join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
