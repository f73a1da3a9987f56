// Durable, validated, tallied ingest over HTTP: single posts of 32 clients, and batches of 100.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { cli, startServer, tempDir } from '../e2e/harness.ts'
import { answersOf, take } from './answers.ts'
import type { Row } from './bench.ts'

const CLIENTS = 32
const SECONDS = 8
const ROUNDS = 3
const KIOSKS = 16
const SINGLE_PER_SECOND = 2500
const BATCHED_PER_SECOND = 15_000
const AT_REST_MB = 120

export interface Kiosk {
  token: string
  unit: string
  service: string
}

export async function measureIngest(): Promise<Row[]> {
  const dataDir = await tempDir()
  await cli(['import-setup', 'src/server/demo/barito-selatan.json'], { dataDir })
  const kiosks = await pairKiosks(dataDir)
  const server = await startServer({ dataDir })
  try {
    await fetch(`${server.url}/api/health`)
    const atRestMb = residentMb(server.pid)
    const singles = await rounds(server.url, kiosks, 1, CLIENTS)
    const batches = await rounds(server.url, kiosks, 100, 8)
    const verified = await cli(['verify', '--json'], { dataDir })
    return [
      rateRow('single posts, 32 clients', singles, SINGLE_PER_SECOND),
      rateRow('batches of 100, 8 clients, gzip', batches, BATCHED_PER_SECOND),
      {
        what: 'tallies equal rows afterwards (verify)',
        budget: 'clean',
        measured: verified.status === 0 ? 'clean' : verified.stdout,
        met: verified.status === 0,
      },
      {
        what: 'server at rest, after one request',
        budget: `≤ ${AT_REST_MB} MB`,
        measured: `${atRestMb.toFixed(0)} MB`,
        met: atRestMb <= AT_REST_MB,
      },
      {
        what: 'server after these rounds',
        budget: '',
        measured: `${residentMb(server.pid).toFixed(0)} MB`,
        met: null,
      },
    ]
  } finally {
    await server.stop()
  }
}

export async function pairKiosks(dataDir: string): Promise<Kiosk[]> {
  const { units } = JSON.parse(readFileSync('src/server/demo/barito-selatan.json', 'utf8'))
  const kiosks: Kiosk[] = []
  for (let i = 0; i < KIOSKS; i++) {
    const unit = units[i % units.length]
    const service = unit.services[0].id
    const made = await cli(
      [
        'create-device',
        '--kind',
        'kiosk',
        '--unit',
        unit.id,
        '--service',
        service,
        '--token',
        '--json',
      ],
      { dataDir },
    )
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
  url: string,
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
    result.push(await oneRound(url, devices, size, clients))
  }
  return result
}

async function oneRound(
  url: string,
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
  const run = await autocannon({
    url: `${url}/api/submissions`,
    connections: clients,
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
  if (at > bodies.length)
    throw new Error(`${at} requests, but only ${bodies.length} bodies: a replay is no ingest`)
  if (run.non2xx > 0 || run.errors > 0)
    throw new Error(`${run.non2xx} refused, ${run.errors} failed`)
  return {
    perSecond: (run['2xx'] * size) / run.duration,
    p50Ms: run.latency.p50,
    p99Ms: run.latency.p99,
  }
}

function rateRow(what: string, rounds: Round[], budget: number): Row {
  const rates = rounds.map(({ perSecond }) => Math.round(perSecond)).sort((a, b) => a - b)
  const spread = (of: (round: Round) => number) => rounds.map(of).join(', ')
  return {
    what,
    budget: `≥ ${budget}/s`,
    measured: `${rates.join(', ')}/s; p50 ${spread((r) => r.p50Ms)} ms; p99 ${spread((r) => r.p99Ms)} ms`,
    met: (rates[Math.floor(rates.length / 2)] ?? 0) >= budget,
  }
}

/** Resident memory of a process, MB; Linux only. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000
}
