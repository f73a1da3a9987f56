// A kiosk page that lives long: what it holds on to, and how it is renewed.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchBrowser, tempDir } from './harness.ts'
import { attractScreen, pairKiosk, prepareKiosk, readyOffline, resultsOf, words } from './kiosk.ts'
import { answerVisits, weigh } from './quick-hand.ts'
import { serveHere } from './server-here.ts'

/** On a profile of its own, as a tablet's is: what the page holds and how soon its worker answers depend on it. */
async function aKiosk() {
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir })
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const page = await context.newPage()
  return { code, server, context, page }
}

test('answers leave nothing behind in the page that took them', async () => {
  const { code, server, context, page } = await aKiosk()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  const devtools = await context.newCDPSession(page)
  const allCame = (n: number) =>
    expect.poll(async () => (await resultsOf(context, server.url)).n, { timeout: 20_000 }).toBe(n)
  // The first ones load what is loaded later and warm what is kept warm.
  await answerVisits(page, 20)
  await allCame(20)
  const before = await weigh(devtools)
  await answerVisits(page, 60)
  await allCame(80)
  // What is on its way to the server holds listeners until it has come.
  await expect
    .poll(async () => (await weigh(devtools)).listeners, { timeout: 20_000 })
    .toBeLessThanOrEqual(before.listeners)
  const after = await weigh(devtools)
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20)
  // 5 MB in 5,000 answers: 60 KB in 60, and the noise of one measurement.
  expect(after.heapBytes - before.heapBytes).toBeLessThan(300_000)
})

test('the page is loaded anew at night, at the first screen and not during a visit', async () => {
  const { code, server, page } = await aKiosk()
  await page.clock.install({ time: new Date('2026-11-25T16:00:00+07:00') })
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  await mark(page)
  await pass(page, '03:00:00', 3)
  expect(await isMarked(page)).toBe(true)
  const loaded = page.waitForEvent('load')
  await pass(page, '07:20:00', 3)
  await loaded
  await attractScreen(page)
  expect(await isMarked(page)).toBe(false)

  await mark(page)
  await page.clock.setSystemTime(new Date('2026-11-26T16:00:00+07:00'))
  await page.clock.fastForward('10:20:00')
  await page.getByRole('button', { name: words.attract.start }).click()
  await page.clock.fastForward('00:00:40')
  expect(await isMarked(page)).toBe(true)
})

/** Time that a page feels: so long, then looks of five minutes, until it is loaded anew. */
async function pass(page: Page, long: string, looks: number): Promise<void> {
  await page.clock.fastForward(long)
  for (let look = 0; look < looks; look++) {
    await page.clock.fastForward('00:05:01').catch(ifLoadedAnew)
    // The page asks its worker, which has a clock of its own.
    await page.evaluate(answered).catch(ifLoadedAnew)
  }
}

/** In the page: a question to the worker that stands behind the page's own has been answered. */
function answered(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    void navigator.serviceWorker.ready.then(({ active }) =>
      active?.postMessage({ type: 'VERIFY' }, [port2]),
    )
  })
}

/** What was asked of the page that is gone. */
function ifLoadedAnew(error: unknown): void {
  if (!/destroyed|navigat|closed/i.test(String(error))) throw error
}

const mark = (page: Page) => page.evaluate(() => Reflect.set(window, 'sameDocument', true))
const isMarked = (page: Page) => page.evaluate(() => Reflect.get(window, 'sameDocument') === true)
