// Results of a unit and of a regency over many rows: their cost must follow what is shown, not what is stored.
import { cli, startServer, tempDir } from '../e2e/harness.ts'
import { answersOf, take } from './answers.ts'
import { type Kiosk, pairKiosks, residentMb } from './ingest.ts'
import type { Row } from './rows.ts'

const P95_MS = 20
const REQUESTS = 200
const BATCH = 500
const SENDERS = 4
const PASSWORD = 'sungai barito panjang'

/** Questions of the dashboard, from one number to everything there is. */
const QUESTIONS: Record<string, string> = {
  'a unit, one quarter': 'unit=disdukcapil&from=2026-07-01&to=2026-09-30',
  'a unit, by sex, two free days': 'unit=disdukcapil&from=2026-03-10&to=2026-08-20&by=sex',
  'the regency, one quarter': 'from=2026-07-01&to=2026-09-30',
  'the regency, a year by month': 'from=2026-01-01&to=2026-12-31&by=month',
  'the regency, a year by unit': 'from=2026-01-01&to=2026-12-31&by=unit',
  'the regency, a year by education': 'from=2026-01-01&to=2026-12-31&by=education',
  'the regency, a year by day': 'from=2026-01-01&to=2026-12-31&by=day',
}

export async function measureResults(rows: number): Promise<Row[]> {
  const dataDir = await tempDir()
  await cli(['import-setup', 'src/server/demo/barito-selatan.json'], { dataDir })
  await cli(['create-person', '--username', 'bench', '--role', 'planner'], {
    dataDir,
    input: PASSWORD,
  })
  const kiosks = await pairKiosks({ dataDir, env: {} })
  const server = await startServer({ dataDir })
  try {
    const seconds = await fill(server.url, kiosks, rows)
    const cookie = await signIn(server.url)
    const measured: Row[] = [
      {
        what: `filled with ${rows} answers over HTTP, batches of ${BATCH}`,
        budget: '',
        measured: `${seconds.toFixed(0)} s, ${Math.round(rows / seconds)}/s`,
        met: null,
      },
    ]
    for (const [what, query] of Object.entries(QUESTIONS)) {
      const times = await timesOf(`${server.url}/api/results?${query}`, cookie)
      const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN
      measured.push({
        what,
        budget: `p95 ≤ ${P95_MS} ms`,
        measured: `p50 ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)}, most ${at(1).toFixed(1)} ms`,
        met: at(0.95) <= P95_MS,
      })
    }
    const memory = `${residentMb(server.pid).toFixed(0)} MB`
    return [...measured, { what: 'server afterwards', budget: '', measured: memory, met: null }]
  } finally {
    await server.stop()
  }
}

/** @returns seconds that it took */
async function fill(url: string, kiosks: Kiosk[], rows: number): Promise<number> {
  const perKiosk = Math.ceil(rows / kiosks.length)
  const begin = performance.now()
  const queue = [...kiosks.entries()]
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [seed, kiosk] = next
      // Answers of one kiosk come 6.5 minutes apart: more of them than fit a year run on several tablets beside it.
      for (let sent = 0; sent < perKiosk; ) {
        const startsAt = Date.UTC(2026, 0, 1)
        const answers = answersOf({ ...kiosk, startsAt, seed: seed * 7919 + sent })
        const oneYear = Math.min(80_000, perKiosk - sent)
        for (let i = 0; i < oneYear; i += BATCH)
          await post(url, kiosk, take(answers, Math.min(BATCH, oneYear - i)))
        sent += oneYear
      }
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
  return (performance.now() - begin) / 1000
}

async function post(url: string, kiosk: Kiosk, submissions: unknown[]): Promise<void> {
  const response = await fetch(`${url}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${kiosk.token}` },
    body: JSON.stringify({ sent: Date.now(), submissions }),
  })
  const receipt = await response.json()
  if (receipt.stored?.length !== submissions.length)
    throw new Error(JSON.stringify(receipt).slice(0, 400))
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username: 'bench', password: PASSWORD }),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Times of the requests, one after another, ms, ascending. */
async function timesOf(url: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < REQUESTS; i++) {
    const begin = performance.now()
    const response = await fetch(url, { headers: { cookie } })
    const body = await response.json()
    times.push(performance.now() - begin)
    if (!response.ok || !(body.n > 0))
      throw new Error(`${url}: ${JSON.stringify(body).slice(0, 300)}`)
  }
  return times.sort((a, b) => a - b)
}
