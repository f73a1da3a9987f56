// A service worker that cannot be made or is not whole: the device notes it, once for each cause; no server is no failure.
import { appendFile, cp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { LogEntry } from '../../src/core/log.ts'
import { DATABASE_NAME } from '../../src/device/db.ts'
import { aField, aPhone, readyOffline } from './enumerator.ts'
import { startFront } from './front.ts'
import { openContext, tempDir } from './harness.ts'
import { pairKiosk, prepareKiosk } from './kiosk.ts'
import { readDatabase } from './raw-database.ts'
import { serveHere } from './server-here.ts'

const DIST = join(import.meta.dirname, '../../dist')

test('a kiosk whose app arrives with a file that is not ours notes that it could not be installed', async () => {
  const tampered = await tempDir()
  await cp(DIST, tampered, { recursive: true })
  await tamperWith(tampered)
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir })
  const app = (directory: string) => ({ is: 'app', directory, server: server.url }) as const
  const front = await startFront(app(tampered))
  const page = await (await openContext()).newPage()
  await pairKiosk(page, front.url, code)
  await expect.poll(() => failuresOf(page)).toContain('install')

  front.become(app(DIST))
  await page.reload()
  // The page before, and the one that paired, note nothing any more.
  const before = (await failuresOf(page)).length
  await readyOffline(page)
  await lookAround(page)
  expect(await failuresOf(page)).toHaveLength(before)
})

test('a phone notes once that a file has gone from its cache and does not come back', async () => {
  const field = await aField()
  const front = await startFront({ is: 'app', directory: DIST, server: field.server.url })
  const { page } = await aPhone({ ...field, server: { ...field.server, url: front.url } })
  await readyOffline(page)
  const tampered = await tempDir()
  await cp(DIST, tampered, { recursive: true })
  const file = await tamperWith(tampered)
  front.become({ is: 'app', directory: tampered, server: field.server.url })
  await page.evaluate(async (path) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      await cache.delete(path, { ignoreSearch: true })
    }
  }, `/assets/${file}`)

  await lookAround(page)
  await expect.poll(() => failuresOf(page)).toEqual(['active'])
  // The log itself leaves out what comes again within a minute.
  await page.evaluate(() => {
    const real = Date.now
    Date.now = () => real() + 120_000
  })
  await lookAround(page)
  expect(await failuresOf(page)).toEqual(['active'])
  await writeFile(join(tampered, 'sw.js'), 'throw new Error()')
  await lookAround(page)
  await expect.poll(() => failuresOf(page)).toEqual(['active', 'script'])
})

test('a portal in place of the server is no failure of the worker', async () => {
  const field = await aField()
  const app = { is: 'app', directory: DIST, server: field.server.url } as const
  const front = await startFront(app)
  const { page } = await aPhone({ ...field, server: { ...field.server, url: front.url } })
  await readyOffline(page)
  front.become({ is: 'portal' })
  const asked = page.waitForResponse((response) => response.url().endsWith('/api/health'))
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await asked
  await lookAround(page)
  expect(await failuresOf(page)).toEqual([])
})

/** A few bytes more, in a file that neither a kiosk nor a phone loads. @returns its name */
async function tamperWith(directory: string): Promise<string> {
  const file = (await readdir(join(directory, 'assets'))).find((name) =>
    /^charts-.*\.js$/.test(name),
  )
  if (!file) throw new Error('No file of the charts')
  await appendFile(join(directory, 'assets', file), '\n//')
  return file
}

/** As each hour does; resolves when the worker has answered, and what was noted then is on disk. */
async function lookAround(page: Page): Promise<void> {
  const mark = `Mark${Math.random()}`
  await page.evaluate(async (name) => {
    dispatchEvent(new Event('online'))
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    const answered = new Promise((resolve) => {
      port1.onmessage = resolve
    })
    active?.postMessage({ type: 'VERIFY' }, [port2])
    await answered
    dispatchEvent(new ErrorEvent('error', { error: Object.assign(new Error(), { name }) }))
  }, mark)
  await expect.poll(async () => (await logOf(page)).map(({ detail }) => detail)).toContain(mark)
}

/** What the device noted of its worker. */
async function failuresOf(page: Page): Promise<(string | undefined)[]> {
  const log = await logOf(page)
  return log.filter(({ code }) => code === 'worker.failed').map(({ detail }) => detail)
}

async function logOf(page: Page): Promise<LogEntry[]> {
  const { stores } = await readDatabase(page, DATABASE_NAME)
  const rows = stores.find(({ name }) => name === 'log')?.rows ?? []
  return rows.map(({ value }) => value as LogEntry)
}
