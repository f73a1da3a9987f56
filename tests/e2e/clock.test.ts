// A kiosk whose clock is set again and again while somebody answers: nothing is refused, and all of it is set right.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { localTimeOf, periodOf } from '../../src/core/period.ts'
import { allScores } from '../make.ts'
import {
  aKioskToPair,
  answerNext,
  beginAnswers,
  finishAnswers,
  pairKiosk,
  resultsOf,
} from './kiosk.ts'

const YEAR_MS = 365 * 24 * 3_600_000
const ANSWERS = allScores(3)

test.each([
  ['ahead', YEAR_MS],
  ['behind', -YEAR_MS],
])(
  'an answer in which the clock jumps, and is a year %s at the end, counts today',
  async (_, end) => {
    const { dataDir, code, server, context, page } = await aKioskToPair()
    await page.addInitScript(letClockBeSet)
    await pairKiosk(page, server.url, code)

    const clicked = performance.now()
    await beginAnswers(page, ANSWERS, 1)
    const begun = performance.now()
    for (const [answered, ms] of [end, 0, -end, 0, end].entries()) {
      await setClock(page, ms)
      await answerNext(page, ANSWERS, answered + 1)
    }
    const nearlyDone = performance.now()
    await finishAnswers(page, ANSWERS, 6)
    const done = performance.now()
    await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)

    const row = storedRow(dataDir)
    expect(row.flags).toBe('clock.skewed')
    expect(Math.abs(row.finished_at - row.started_at)).toBeGreaterThan(YEAR_MS / 2)
    expect(Math.abs(row.offset_ms + end)).toBeLessThan(60_000)
    expect(row.duration_ms).toBeGreaterThan(nearlyDone - begun)
    expect(row.duration_ms).toBeLessThan(done - clicked)
    const today = localTimeOf(row.finished_at - end, 'Asia/Jakarta').day
    expect(row.day).toBe(today)
    expect(await countedIn(context, server.url, today)).toBe(1)
    const thatDay = localTimeOf(row.finished_at, 'Asia/Jakarta').day
    expect(await countedIn(context, server.url, thatDay)).toBe(0)
  },
)

/** In the page, before the app: its clock can be set as a tablet's; the one that only runs forward runs on. */
function letClockBeSet(): void {
  const real = Date.now
  let aheadMs = 0
  Date.now = () => real() + aheadMs
  Object.assign(window, {
    setClock(ms: number) {
      aheadMs = ms
    },
  })
}

/** @param aheadMs of the right time; negative = behind */
function setClock(page: Page, aheadMs: number): Promise<void> {
  return page.evaluate((ms) => Reflect.get(window, 'setClock')(ms), aheadMs)
}

interface StoredRow {
  flags: string
  day: string
  offset_ms: number
  started_at: number
  finished_at: number
  duration_ms: number
}

/** The only one there is. */
function storedRow(dataDir: string): StoredRow {
  const database = new DatabaseSync(join(dataDir, 'suara-warga.db'), { readOnly: true })
  const rows = database.prepare('select * from submissions').all()
  database.close()
  expect(rows).toHaveLength(1)
  // The columns are the store's own, which its types name.
  return rows[0] as unknown as StoredRow
}

/** How many the planner sees in the quarter of a day. */
async function countedIn(context: BrowserContext, url: string, day: string): Promise<number> {
  const { from, to } = periodOf(day, 'quarter')
  const reply = await context.request.get(`${url}/api/results?from=${from}&to=${to}`)
  return (await reply.json()).n
}
