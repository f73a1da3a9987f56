// An older page of the app keeps its database open: the new pages wait, say so, and go on when it is closed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DATABASE_NAME, SCHEMA_VERSION } from '../../src/device/db.ts'
import { homeScreen, words as phoneWords } from './enumerator.ts'
import { openContext, tempDir } from './harness.ts'
import { attractScreen, words as kioskWords, prepareKiosk, resultsOf } from './kiosk.ts'
import { commandHere } from './prepared.ts'
import { type RawDatabase, readDatabase, writeDatabase } from './raw-database.ts'
import { serveHere } from './server-here.ts'

const FIRST_RELEASE = join(import.meta.dirname, 'fixtures/indexeddb-v1.json')

const APPS = [
  { kind: 'kiosk', path: '/kiosk', says: kioskWords.trouble.blocked, ready: attractScreen },
  { kind: 'enumerator', path: '/petugas', says: phoneWords.trouble.blockedText, ready: homeScreen },
]

/** A device of the first release: what waits, and the page that still holds it. */
async function anOlderPage(kind: string) {
  const dataDir = await tempDir()
  await prepareKiosk(dataDir)
  const device = ['create-device', '--kind', kind, '--unit', 'disdukcapil', '--service', 'ktp-el']
  const { token } = await commandHere([...device, '--token'], { dataDir })
  const released = readFileSync(FIRST_RELEASE, 'utf8')
    .replace('"TOKEN"', JSON.stringify(token))
    .replaceAll('"kind": "kiosk"', JSON.stringify({ kind }).slice(1, -1))
  const raw: RawDatabase = JSON.parse(released)
  const server = await serveHere({ dataDir })
  const context = await openContext()
  const page = await context.newPage()
  // A page of the origin on which no code of the app runs.
  await page.goto(`${server.url}/robots.txt`)
  await writeDatabase(page, raw)
  await holdOpen(page)
  return { context, older: page, url: server.url }
}

/** Opens the database as it is, and lets go of it for no newer version. */
async function holdOpen(page: Page): Promise<void> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          Reflect.set(window, 'held', request.result)
          resolve()
        }
      }),
    DATABASE_NAME,
  )
}

async function newPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  return page
}

test.each(APPS)(
  '$path: two new pages behind an older one both say what to do, go on by themselves, and lose nothing',
  async ({ kind, path, says, ready }) => {
    const { context, older, url } = await anOlderPage(kind)
    const first = await newPage(context, url + path)
    await first.getByText(says, { exact: true }).waitFor()
    const second = await newPage(context, url + path)
    await second.getByText(says, { exact: true }).waitFor()

    await older.close()
    await ready(first)
    await ready(second)

    // Three never went; the fourth had been acknowledged by a server of another epoch.
    await expect.poll(async () => (await resultsOf(context, url)).n).toBe(4)
    const { version, stores } = await readDatabase(second, DATABASE_NAME)
    expect(version).toBe(SCHEMA_VERSION)
    const rows = stores.find(({ name }) => name === 'outbox')?.rows ?? []
    const numbers = rows.map(({ value }) => Object(value).submission.sequence)
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4])
  },
)
