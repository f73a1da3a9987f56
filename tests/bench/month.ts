// A month without a signal: thousands of interviews on one phone, its home screen, and the way home over a bad link.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { buildIfChanged } from '../../src/build.ts'
import type { Field } from '../../src/device/field.ts'
import type { InterviewDraft } from '../../src/device/interviews.ts'
import { aField, aPhone, homeScreen, PHONE, readyOffline, words } from '../e2e/enumerator.ts'
import { atEnd, launchBrowser, tempDir } from '../e2e/harness.ts'
import { allScores, anId } from '../make.ts'
import { openLink } from './link.ts'
import { type Row, timesRow } from './rows.ts'

const INTERVIEWS = 5000
const DAYS = 30
const STARTS = 7
const CPU_SLOWDOWN = 4
const HOME_MS = 1000
/** Upkeep begins 1.5 s after a page has opened. */
const REST_MS = 5000
const INTERRUPTIONS = 10
/** 400 kbit/s with 400 ms there and back. */
const SLOW = { bytesPerSecond: 50_000, latencyMs: 400 }
const CUT_MS = 3000

export async function measureMonth(): Promise<Row[]> {
  await buildIfChanged()
  const field = await aField({ assignments: [{ target: INTERVIEWS }] })
  const link = await openLink(field.server.port)
  atEnd(link.close)
  const url = `http://127.0.0.1:${link.port}`
  const userDataDir = await tempDir()
  const first = await aPhone(
    { server: { ...field.server, url }, code: field.code },
    { userDataDir },
  )
  await readyOffline(first.page)
  const [task] = (await field.call('GET', '/api/assignments')).assignments
  // A page of the same origin in which no app runs.
  const desk = await first.context.newPage()
  await desk.goto(`${url}/robots.txt`)
  await first.page.close()
  await field.server.stop()

  const seeding = await interviewFor(desk, String(task.id))
  await first.context.close()
  const { context } = await launchBrowser({ userDataDir, viewport: PHONE })
  const page = context.pages()[0] ?? (await context.newPage())
  const starts = await homeStarts(page, url)

  link.slow(SLOW.bytesPerSecond, SLOW.latencyMs)
  const before = { ...link.counted }
  let requests = 0
  context.on('request', (request) => {
    if (request.url().endsWith('/api/submissions')) requests += 1
  })
  const again = await field.restart()
  const begin = performance.now()
  await page.evaluate(() => void dispatchEvent(new Event('online')))
  const received = async (): Promise<number> =>
    (await field.call('GET', '/api/assignments')).assignments[0].progress.n
  let cuts = 0
  for (let n = 0; n < INTERVIEWS; n = await received()) {
    if (performance.now() - begin > 15 * 60_000) break
    if (cuts < INTERRUPTIONS && n >= (cuts + 0.5) * (INTERVIEWS / (INTERRUPTIONS + 1))) {
      link.cut(CUT_MS)
      cuts += 1
    }
    await page.waitForTimeout(100)
  }
  const seconds = (performance.now() - begin) / 1000
  const n = await received()
  await again.stop()
  const up = link.counted.up - before.up
  return [
    {
      what: `${INTERVIEWS} interviews written without a server`,
      budget: '',
      measured: `${seeding.toFixed(0)} s (${((seeding / INTERVIEWS) * 1000).toFixed(1)} ms each)`,
      met: null,
    },
    timesRow(`home with ${INTERVIEWS} unsent, CPU ÷4`, starts, HOME_MS),
    {
      what: `sync at 400 kbit/s, 400 ms, cut off ${cuts} times`,
      budget: 'all, once',
      measured: `${n} of ${INTERVIEWS} in ${seconds.toFixed(0)} s`,
      met: n === INTERVIEWS && cuts === INTERRUPTIONS,
    },
    {
      what: 'of it on the way',
      budget: '',
      measured: `${up} bytes up, ${link.counted.down - before.down} down, ${requests} requests, ${link.counted.connections - before.connections} connections`,
      met: null,
    },
  ]
}

/** Interviews of a month, one after the other, by the device's own code. @returns seconds */
async function interviewFor(page: Page, assignment: string): Promise<number> {
  await page.evaluate(await deviceScript())
  const drafts = Array.from({ length: INTERVIEWS }, (_, i): InterviewDraft => {
    const startedAt = Date.now() - (INTERVIEWS - i) * ((DAYS * 86_400_000) / INTERVIEWS)
    return {
      id: anId(i + 1),
      instrument: 'skm-2017@1',
      unit: 'puskesmas-tabak-kanilan',
      service: 'umum',
      channel: 'enumerator',
      mode: 'interview',
      answers: allScores(((i % 4) + 1) as 1 | 2 | 3 | 4),
      respondent: {
        sex: i % 2 === 0 ? 'P' : 'L',
        age: 17 + (i % 60),
        education: 'SMA',
        job: 'Petani',
      },
      steered: false,
      startedAt,
      assignment,
      app: '0.3.0',
      spentMs: 240_000,
      at: '',
      changedAt: startedAt + 240_000,
    }
  })
  const begin = performance.now()
  await page.evaluate(async (all) => {
    const device = await window.parts.openDevice('0.3.0')
    const { interviews }: Field = await device.field()
    for (const draft of all) await interviews.finish(draft, draft.changedAt)
  }, drafts)
  return (performance.now() - begin) / 1000
}

/** The device's code as one script, which a page is given from outside: its own policy lets none in. */
async function deviceScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(import.meta.dirname, '../e2e/fixtures/field-page.ts'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('Nothing was built')
  return chunk.code
}

/** From the address to a home screen that says how many wait, all from the phone itself. */
async function homeStarts(page: Page, url: string): Promise<number[]> {
  const devtools = await page.context().newCDPSession(page)
  const times: number[] = []
  for (let i = 0; i < STARTS; i++) {
    await page.goto('about:blank')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    const begin = performance.now()
    await page.goto(`${url}/petugas`, { waitUntil: 'commit' })
    await homeScreen(page)
    await page
      .getByText(words.pill.waiting(INTERVIEWS.toLocaleString('id-ID')))
      .first()
      .waitFor()
    times.push(performance.now() - begin)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    // Its upkeep would be at work in the storage while the next one opens, as no person reopens an app.
    await page.waitForTimeout(REST_MS)
  }
  return times
}
