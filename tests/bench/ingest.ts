// Durable, validated, tallied ingest over HTTP: single posts of 32 clients, and batches of 100.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { cli, type RunningServer, startServer } from '../e2e/harness.ts'
import { answersOf, take } from './answers.ts'
import { aPostgres, aSqlite, type BenchDatabase } from './databases.ts'
import type { Row } from './rows.ts'

const CLIENTS = 32
const SECONDS = 8
const ROUNDS = 3
const KIOSKS = 16
const SERVERS = 4
const SINGLE_PER_SECOND = 2500
const BATCHED_PER_SECOND = 15_000
const AT_REST_MB = 120

export interface Kiosk {
  token: string
  unit: string
  service: string
}

/** SQLite and PostgreSQL side by side. The budgets are those of the default, SQLite. */
export async function measureIngest(): Promise<Row[]> {
  const sqlite = await measureOn(await aSqlite(), 1)
  const postgres = await measureOn(await aPostgres(), 1)
  const many = await measureOn(await aPostgres(), SERVERS)
  return sqlite.flatMap((row, i) =>
    [row, postgres[i], many[i]].filter((each) => each !== undefined),
  )
}

async function measureOn(database: BenchDatabase, count: number): Promise<Row[]> {
  const { dataDir, env } = database
  const name = count === 1 ? database.name : `${database.name}, ${count} servers`
  const isDefault = database.name === 'SQLite'
  await cli(['import-setup', 'src/server/demo/barito-selatan.json'], { dataDir, env })
  const kiosks = await pairKiosks(database)
  const servers: RunningServer[] = []
  for (let i = 0; i < count; i++) servers.push(await startServer({ dataDir, env }))
  const megabytes = () => servers.map(({ pid }) => residentMb(pid).toFixed(0)).join(', ')
  try {
    for (const { url } of servers) await fetch(`${url}/api/health`)
    const atRest = megabytes()
    const urls = servers.map(({ url }) => url)
    const singles = await rounds(urls, kiosks, 1, CLIENTS)
    const batches = await rounds(urls, kiosks, 100, 8)
    const own = database.memoryMb()
    const beside = own === null ? '' : `; PostgreSQL itself ${own.toFixed(0)} MB`
    const after = `${megabytes()} MB${beside}`
    const verified = await cli(['verify', '--json'], { dataDir, env })
    const clean = verified.status === 0
    return [
      rateRow(`single posts, 32 clients: ${name}`, singles, isDefault ? SINGLE_PER_SECOND : null),
      rateRow(`batches of 100, gzip: ${name}`, batches, isDefault ? BATCHED_PER_SECOND : null),
      {
        what: `tallies equal rows (verify): ${name}`,
        budget: 'clean',
        measured: clean ? 'clean' : verified.stdout,
        met: clean,
      },
      {
        what: `at rest, after one request: ${name}`,
        budget: isDefault ? `≤ ${AT_REST_MB} MB` : '',
        measured: `${atRest} MB`,
        met: isDefault ? Number(atRest) <= AT_REST_MB : null,
      },
      { what: `after these rounds: ${name}`, budget: '', measured: after, met: null },
    ]
  } finally {
    for (const server of servers) await server.stop()
    await database.stop()
  }
}

export async function pairKiosks({
  dataDir,
  env,
}: Pick<BenchDatabase, 'dataDir' | 'env'>): Promise<Kiosk[]> {
  const { units } = JSON.parse(readFileSync('src/server/demo/barito-selatan.json', 'utf8'))
  const kiosks: Kiosk[] = []
  for (let i = 0; i < KIOSKS; i++) {
    const unit = units[i % units.length]
    const service = unit.services[0].id
    const where = ['--unit', unit.id, '--service', service]
    const made = await cli(['create-device', '--kind', 'kiosk', ...where, '--token', '--json'], {
      dataDir,
      env,
    })
    kiosks.push({ token: made.json.token, unit: unit.id, service })
  }
  return kiosks
}

interface Round {
  perSecond: number
  p50Ms: number
  p99Ms: number
}

/** Several rounds, each with answers that the server has not seen. */
async function rounds(
  urls: string[],
  kiosks: Kiosk[],
  size: number,
  clients: number,
): Promise<Round[]> {
  const result: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const devices = kiosks.map((kiosk, i) => ({
      ...kiosk,
      // A day of work ends now: what a kiosk sends is recent.
      answers: answersOf({
        ...kiosk,
        startsAt: Date.now() - 86_400_000,
        seed: size * 1000 + round * 100 + i,
      }),
    }))
    result.push(await oneRound(urls, devices, size, clients))
  }
  return result
}

async function oneRound(
  urls: string[],
  devices: (Kiosk & { answers: ReturnType<typeof answersOf> })[],
  size: number,
  clients: number,
): Promise<Round> {
  // Made before the clock starts: the generator shares the cores with the server.
  const bodies = Array.from({ length: size === 1 ? 60_000 : 2400 }, (_, i) => {
    const device = devices[i % devices.length]
    if (!device) throw new Error('no devices')
    const plain = JSON.stringify({ sent: Date.now(), submissions: take(device.answers, size) })
    return { token: device.token, body: size === 1 ? plain : gzipSync(plain) }
  })
  let at = 0
  const load = (url: string) =>
    autocannon({
      url: `${url}/api/submissions`,
      connections: clients / urls.length,
      duration: SECONDS,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => {
            const next = bodies[at++ % bodies.length]
            return {
              ...request,
              headers: {
                'content-type': 'application/json',
                authorization: `Bearer ${next?.token}`,
                ...(size === 1 ? {} : { 'content-encoding': 'gzip' }),
              },
              body: next?.body,
            }
          },
        },
      ],
    })
  const runs = await Promise.all(urls.map(load))
  if (at > bodies.length)
    throw new Error(`${at} requests, but only ${bodies.length} bodies: a replay is no ingest`)
  const sum = (of: (run: (typeof runs)[number]) => number) =>
    runs.reduce((total, run) => total + of(run), 0)
  const [refused, failed] = [sum((run) => run.non2xx), sum((run) => run.errors)]
  if (refused > 0 || failed > 0) throw new Error(`${refused} refused, ${failed} failed`)
  return {
    perSecond: sum((run) => (run['2xx'] * size) / run.duration),
    // Of several servers the slowest.
    p50Ms: Math.max(...runs.map((run) => run.latency.p50)),
    p99Ms: Math.max(...runs.map((run) => run.latency.p99)),
  }
}

function rateRow(what: string, rounds: Round[], budget: number | null): Row {
  const rates = rounds.map(({ perSecond }) => Math.round(perSecond)).sort((a, b) => a - b)
  const spread = (of: (round: Round) => number) => rounds.map(of).join(', ')
  return {
    what,
    budget: budget === null ? '' : `≥ ${budget}/s`,
    measured: `${rates.join(', ')}/s; p50 ${spread((r) => r.p50Ms)} ms; p99 ${spread((r) => r.p99Ms)} ms`,
    met: budget === null ? null : (rates[Math.floor(rates.length / 2)] ?? 0) >= budget,
  }
}

/** Resident memory of a process, MB; Linux only. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000
}
