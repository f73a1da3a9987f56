// A tablet whose database is lost or broken on disk: what no server had yet comes back from the copy.
import { globSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DATABASE_NAME } from '../../src/device/db.ts'
import { allScores } from '../make.ts'
import { cli, freePort, launchBrowser, openContext, tempDir } from './harness.ts'
import {
  answerNext,
  attractScreen,
  beginAnswers,
  cameBack,
  endVisit,
  finishAnswers,
  giveAnswers,
  openStaffArea,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'
import { changeValue, readDatabase } from './raw-database.ts'
import { serveHere } from './server-here.ts'

const DAMAGE: Record<string, (directory: string) => Promise<void>> = {
  lost: (directory) => rm(directory, { recursive: true }),
  broken: async (directory) => {
    const files = globSync('**/{*.ldb,*.log,CURRENT,MANIFEST-*}', { cwd: directory })
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) await writeFile(join(directory, file), 'not what was written')
  },
}

describe.each(Object.keys(DAMAGE))('a database that is %s', (kind) => {
  test('costs no answer, and the kiosk goes on without a server', async () => {
    const [dataDir, userDataDir, port] = [await tempDir(), await tempDir(), await freePort()]
    const { code } = await prepareKiosk(dataDir)
    const server = await serveHere({ dataDir, port })
    const first = await launchBrowser({ userDataDir })
    const page = await first.context.newPage()
    await pairKiosk(page, server.url, code)
    await readyOffline(page)
    await giveAnswers(page, allScores(4))
    await endVisit(page)
    await expect.poll(async () => (await resultsOf(first.context, server.url)).n).toBe(1)
    await server.stop()
    for (const score of [1, 2] as const) {
      await giveAnswers(page, allScores(score))
      await endVisit(page)
    }
    await first.context.close()
    await DAMAGE[kind]?.(join(userDataDir, 'Default/IndexedDB'))

    const second = await launchBrowser({ userDataDir })
    const again = await second.context.newPage()
    await again.goto(`${server.url}/kiosk`)
    await attractScreen(again)
    await giveAnswers(again, allScores(3))
    await endVisit(again)
    await openStaffArea(again)
    await again.getByText(/^3\b/).first().waitFor()
    const back = await serveHere({ dataDir, port })
    await cameBack(again)
    await again.getByText(words.staff.unsentNone).waitFor({ timeout: 45_000 })
    expect((await resultsOf(second.context, back.url)).n).toBe(4)
    // Numbers 1 to 4: no gap and none twice.
    const verified = await cli(['verify', '--json'], { dataDir })
    expect(verified.status, verified.stdout).toBe(0)
    expect(verified.json.gaps ?? []).toEqual([])
  })
})

/** A kiosk with one answer at the server; the browser and a port to which the server can come back. */
async function aKioskWithOneSent() {
  const [dataDir, port] = [await tempDir(), await freePort()]
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir, port })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
  return { dataDir, port, server, context, page, url: server.url }
}

async function outboxRows(page: Page) {
  const { stores } = await readDatabase(page, DATABASE_NAME)
  const rows = stores.find(({ name }) => name === 'outbox')?.rows ?? []
  return rows.map(({ value }) => Object(value))
}

async function copiedRows(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const kept = await (await caches.open('suara-warga-copy')).keys()
    return kept.filter(({ url }) => new URL(url).pathname.startsWith('/copy/row/')).length
  })
}

describe('storage that is emptied while the kiosk stands open', () => {
  test.each([
    ['the database', ['suara-warga'], [], [1, 2, 3]],
    ['the database and the copy', ['suara-warga'], ['suara-warga-copy'], [1, 3]],
  ])(
    '%s: the next answer goes on counting, and all that is left goes',
    async (_, databases, caches_, numbers) => {
      const { dataDir, port, server, context, page } = await aKioskWithOneSent()
      await server.stop()
      await giveAnswers(page, allScores(3))
      await endVisit(page)
      await expect.poll(() => copiedRows(page)).toBe(1)
      await page.evaluate(
        async ({ databases, caches_ }) => {
          for (const name of databases)
            await new Promise((resolve) => {
              indexedDB.deleteDatabase(name).onsuccess = resolve
            })
          for (const name of caches_) await caches.delete(name)
        },
        { databases, caches_ },
      )
      await giveAnswers(page, allScores(2))
      await endVisit(page)
      const back = await serveHere({ dataDir, port })
      await cameBack(page)
      await expect
        .poll(async () => (await resultsOf(context, back.url)).n, { timeout: 45_000 })
        .toBe(numbers.length)
      const kept = (await outboxRows(page)).map(({ submission }) => submission.sequence)
      expect(kept.sort((a, b) => a - b)).toEqual(numbers.filter((number) => number > 1))
      // The staff's PIN came back too.
      await openStaffArea(page)
      await page.getByText(words.staff.unsentNone).waitFor()
    },
  )
})

test('a device with nothing to send learns by itself that its server was restored, and copies what it offers again', async () => {
  const { context, page, url } = await aKioskWithOneSent()
  const [row] = await outboxRows(page)
  // As under a server that has since lost what it had.
  const outbox = { database: DATABASE_NAME, store: 'outbox', key: row.id }
  const meta = { database: DATABASE_NAME, store: 'meta' }
  await changeValue(page, outbox, { epoch: 'before' })
  await changeValue(page, { ...meta, key: 'epoch' }, 'before')
  await context.route('**/api/submissions', (route) => route.abort())
  await page.reload()
  await attractScreen(page)
  // The device reports itself some seconds after it started, and the answer names the epoch.
  await expect
    .poll(async () => (await outboxRows(page))[0]?.state, { timeout: 20_000 })
    .toBe('unsent')
  await expect.poll(() => copiedRows(page)).toBe(1)
  await context.unroute('**/api/submissions')
  await expect
    .poll(async () => (await outboxRows(page))[0]?.state, { timeout: 30_000 })
    .toBe('stored')
  expect((await outboxRows(page))[0].epoch).not.toBe('before')
  expect((await resultsOf(context, url)).n).toBe(1)
})

test('a refused answer is offered again when the staff ask, and by an updated app', async () => {
  const { context, page, url } = await aKioskWithOneSent()
  const [row] = await outboxRows(page)
  const outbox = { database: DATABASE_NAME, store: 'outbox', key: row.id }
  const refused = { state: 'refused', problems: [{ code: 'instrument.unknown' }] }
  const stateNow = async () => (await outboxRows(page))[0]?.state
  await changeValue(page, outbox, refused)
  await page.reload()
  await openStaffArea(page)
  await page.getByText(`${words.staff.refused}: 1`).waitFor()
  expect(await stateNow()).toBe('refused')
  await page.getByRole('button', { name: words.staff.sendNow }).click()
  await expect.poll(stateNow).toBe('stored')

  await changeValue(page, outbox, refused)
  await changeValue(page, { database: DATABASE_NAME, store: 'meta', key: 'app' }, '0.0.1')
  await page.reload()
  await expect.poll(stateNow).toBe('stored')
  expect((await resultsOf(context, url)).n).toBe(1)
})

test('storage that cannot be read is told at the first screen, and never ends a visit', async () => {
  const { page } = await aKioskWithOneSent()
  await beginAnswers(page, allScores(3), 4)
  await page.evaluate(async () => {
    const transaction = IDBDatabase.prototype.transaction
    Reflect.set(window, 'mend', () => {
      IDBDatabase.prototype.transaction = transaction
    })
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('gone', 'UnknownError')
    }
    const told = new Promise((resolve) => {
      new BroadcastChannel('suara-warga-device').onmessage = resolve
    })
    dispatchEvent(new Event('online'))
    await told
  })
  // The page reads its status as it tells of it; a whole question later that has failed.
  await answerNext(page, allScores(3), 4)
  await page.evaluate(() => Reflect.get(window, 'mend')())
  await finishAnswers(page, allScores(3), 5)
})
