// A new version of the app on a kiosk that is in use.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAs } from '../../src/build.ts'
import { allScores } from '../make.ts'
import { startFront } from './front.ts'
import { openContext, tempDir } from './harness.ts'
import {
  aKioskToPair,
  attractScreen,
  beginAnswers,
  finishAnswers,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'
import { serveHere } from './server-here.ts'

const DIST = join(import.meta.dirname, '../../dist')

const tomorrow = await mkdtemp(join(tmpdir(), 'suara-warga-tomorrow-'))
beforeAll(() => buildAs('9.9.9+next', tomorrow))
afterAll(() => rm(tomorrow, { recursive: true }))

/** A kiosk that is ready without a server, on a copy of today's build, and the next version built beside it. */
async function aKioskBefore() {
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir })
  const today = await tempDir()
  await cp(DIST, today, { recursive: true })
  const app = (directory: string) => ({ is: 'app', directory, server: server.url }) as const
  const front = await startFront(app(today))
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, front.url, code)
  await readyOffline(page)
  const before = await entryOf(page)
  return { app, before, context, front, page, server, today }
}

test('an update never interrupts an answer, and takes over at the first screen', async () => {
  const { app, before, context, front, page, server } = await aKioskBefore()

  await beginAnswers(page, allScores(3), 4)
  front.become(app(tomorrow))
  await lookForUpdate(page)
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true))
  await finishAnswers(page, allScores(3), 4)
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)
  expect(await entryOf(page)).toBe(before)

  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Selesai' }).click()
  await reloaded
  await attractScreen(page)
  expect(await entryOf(page)).not.toBe(before)
  await readyOffline(page)
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
})

test('an update waits at the first screen until what is being delivered has gone', async () => {
  const { app, before, front, page } = await aKioskBefore()
  await page.evaluate(() => {
    void navigator.locks.request(
      'suara-warga-carried',
      () => new Promise((delivered) => Reflect.set(window, 'delivered', delivered)),
    )
    const query = navigator.locks.query.bind(navigator.locks)
    navigator.locks.query = () => {
      Reflect.set(window, 'looked', true)
      return query()
    }
  })
  front.become(app(tomorrow))
  await lookForUpdate(page)
  await page.waitForFunction(() => Reflect.get(window, 'looked') === true)
  expect(await page.getByRole('button', { name: words.attract.updating }).count()).toBe(0)
  expect(await entryOf(page)).toBe(before)

  const reloaded = page.waitForEvent('load')
  await page.evaluate(() => Reflect.get(window, 'delivered')())
  await reloaded
  await attractScreen(page)
  expect(await entryOf(page)).not.toBe(before)
})

test('a build that arrives broken is not taken, and the version before goes on', async () => {
  const { before, front, page, today } = await aKioskBefore()

  // The worker's file is the new one; every other file that it asks for is still the old one, or not there.
  await cp(join(tomorrow, 'sw.js'), join(today, 'sw.js'))
  expect(await updateOutcome(page)).toBe('redundant')
  front.become({ is: 'portal' })
  await page.reload()
  await attractScreen(page)
  await readyOffline(page)
  expect(await entryOf(page)).toBe(before)
})

test('an update that was given up does not reload the page in the middle of a later visit', async () => {
  const { code, server, page } = await aKioskToPair()
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  // A worker that says yes and then goes on waiting, on a page that has reloaded for it before.
  await page.evaluate(() => {
    sessionStorage.setItem('update-reloaded-at', String(Date.now()))
    const waiting = { postMessage: (_: unknown, [port]: MessagePort[]) => port?.postMessage(true) }
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'waiting', { get: () => waiting })
    Reflect.set(window, 'sameDocument', true)
    dispatchEvent(new Event('online'))
  })
  await page.getByRole('button', { name: words.attract.updating }).waitFor()
  await beginAnswers(page, allScores(3), 4)
  await page.evaluate(() => navigator.serviceWorker.dispatchEvent(new Event('controllerchange')))
  await finishAnswers(page, allScores(3), 4)
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)
})

/** The address of the entry, whose name changes with its content. */
function entryOf(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('script[type=module]')?.getAttribute('src') ?? '',
  )
}

/** As the hourly look does; resolves when the new version waits. */
async function lookForUpdate(page: Page): Promise<void> {
  expect(await updateOutcome(page)).toBe('installed')
}

/** @returns the state in which the new worker comes to rest */
function updateOutcome(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const found = new Promise<ServiceWorker>((resolve) =>
      registration.addEventListener('updatefound', () => {
        if (registration.installing) resolve(registration.installing)
      }),
    )
    await registration.update()
    const worker = await found
    return await new Promise<string>((resolve) => {
      const look = () => worker.state !== 'installing' && resolve(worker.state)
      worker.addEventListener('statechange', look)
      look()
    })
  })
}
