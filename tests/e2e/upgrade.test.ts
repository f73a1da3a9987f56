// Every database that a released app left on a tablet is opened by this one, and what waits in it is sent.
// A new schema version adds its fixture (`readDatabase` of a kiosk with unsent answers); an old fixture never changes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SCHEMA_VERSION } from '../../src/device/db.ts'
import { allScores } from '../make.ts'
import { openContext, tempDir } from './harness.ts'
import {
  attractScreen,
  giveAnswers,
  openStaffArea,
  prepareKiosk,
  resultsOf,
  words,
} from './kiosk.ts'
import { commandHere } from './prepared.ts'
import { type RawDatabase, readDatabase, writeDatabase } from './raw-database.ts'
import { serveHere } from './server-here.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const versions = readdirSync(FIXTURES)
  .map((file) => /^indexeddb-v(\d+)\.json$/.exec(file)?.[1])
  .filter((version) => version !== undefined)
  .map(Number)

test('every version of the schema has its fixture', () => {
  expect(versions.sort((a, b) => a - b)).toEqual(
    Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1),
  )
})

describe.each(versions)('a tablet with database version %i', (version) => {
  test('keeps its answers, its number and its PIN, and sends what waits', async () => {
    const dataDir = await tempDir()
    await prepareKiosk(dataDir)
    const args = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token', '--json']
    const { token } = await commandHere([...args, '--service', 'ktp-el'], { dataDir })
    const file = readFileSync(join(FIXTURES, `indexeddb-v${version}.json`), 'utf8')
    const raw: RawDatabase = JSON.parse(file.replace('"TOKEN"', JSON.stringify(token)))
    const server = await serveHere({ dataDir })
    const context = await openContext()
    const page = await context.newPage()
    // A page of the origin on which no code of the app runs.
    await page.goto(`${server.url}/robots.txt`)
    await writeDatabase(page, raw)

    await page.goto(`${server.url}/kiosk`)
    await attractScreen(page)
    // Three never went; the fourth had been acknowledged by a server of another epoch, so it is offered again.
    await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(4)
    await giveAnswers(page, allScores(4))
    await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(5)
    await page.getByRole('button', { name: words.thanks.done }).click()

    await openStaffArea(page)
    await page.getByText(words.staff.unsentNone).waitFor()

    const rows = (await readDatabase(page, raw.name)).stores.find(({ name }) => name === 'outbox')
    const sequences = rows?.rows.map(({ value }) => Object(value).submission.sequence)
    expect(sequences?.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  })
})
