// What a person at the kiosk waits for, in a real browser with its processor slowed to a quarter.
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { buildIfChanged } from '../../src/build.ts'
import { freePort, launchBrowser, startServer, tempDir } from '../e2e/harness.ts'
import {
  attractScreen,
  endVisit,
  giveAnswers,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  words,
} from '../e2e/kiosk.ts'
import { sekadauAnswers } from '../make.ts'
import { type Row, timesRow } from './rows.ts'

const CPU_SLOWDOWN = 4
/** 400 kbit/s with 400 ms: an edge-of-town 2G link. */
const SLOW_LINK = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
}
const STARTS = 7
const VISITS = 30
const COLD_S = 3
const WARM_S = 0.5
const TAP_MS = 50
const FIRST_LOAD_KB = 90
const SCRIPT_KB = 40

export async function measureBrowser(): Promise<Row[]> {
  await buildIfChanged()
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const port = await freePort()
  const server = await startServer({ dataDir, port })
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.addInitScript(watchStrictWrites)
  await pairKiosk(page, server.url, code)
  const devtools = await context.newCDPSession(page)
  const firstLoad = await weighFirstLoad(page, devtools, server.url)
  const cold = await coldStarts(page, devtools, server.url)
  await page.goto(`${server.url}/kiosk`)
  await readyOffline(page)
  await server.stop()
  const warm = await warmStarts(page, devtools, server.url)
  const taps = await tapsToDisk(page, devtools)
  return [
    ...firstLoad,
    timesRow('cold time to first question, 400 kbit/s, CPU ÷4', cold, COLD_S * 1000),
    timesRow('warm start with the server gone, CPU ÷4', warm, WARM_S * 1000),
    timesRow('last tap to safe on disk, CPU ÷4', taps, TAP_MS, 0.99),
  ]
}

/** Everything that `/kiosk` asks for before the worker begins to fill its cache, as gzip. */
async function weighFirstLoad(page: Page, devtools: CDPSession, url: string): Promise<Row[]> {
  await forgetApp(devtools, url)
  const weights: { type: string; bytes: number }[] = []
  const pending: Promise<unknown>[] = []
  const onResponse = (response: import('playwright-core').Response) => {
    if (response.request().serviceWorker() || new URL(response.url()).pathname.startsWith('/api'))
      return
    const weigh = response.body().then((body) => {
      const type = response.request().resourceType()
      weights.push({
        type,
        bytes: type === 'font' ? body.length : gzipSync(body, { level: 9 }).length,
      })
    })
    pending.push(weigh)
  }
  page.on('response', onResponse)
  await page.goto(`${url}/kiosk`, { waitUntil: 'networkidle' })
  await attractScreen(page)
  page.off('response', onResponse)
  await Promise.all(pending)
  const sum = (of: (type: string) => boolean) =>
    weights.filter(({ type }) => of(type)).reduce((total, { bytes }) => total + bytes, 0)
  const row = (what: string, bytes: number, budgetKb: number): Row => ({
    what,
    budget: `≤ ${budgetKb} KB`,
    measured: `${bytes} bytes in ${weights.length} requests`,
    met: bytes <= budgetKb * 1024,
  })
  return [
    row(
      'first load of a respondent, gzip',
      sum(() => true),
      FIRST_LOAD_KB,
    ),
    row(
      'of which script',
      sum((type) => type === 'script'),
      SCRIPT_KB,
    ),
  ]
}

/** From the address to the first question that can be answered, with nothing of the app on the tablet. */
async function coldStarts(page: Page, devtools: CDPSession, url: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < STARTS; i++) {
    await forgetApp(devtools, url)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_LINK)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    const begin = performance.now()
    await page.goto(`${url}/kiosk`, { waitUntil: 'commit' })
    await page.getByRole('button', { name: words.attract.start }).click()
    await page.getByRole('button', { name: words.notice.begin, exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    times.push(performance.now() - begin)
    await unthrottle(devtools)
  }
  return times
}

/** From the address to the first screen that can be touched, all from the worker's cache. */
async function warmStarts(page: Page, devtools: CDPSession, url: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < STARTS; i++) {
    await page.goto('about:blank')
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    const begin = performance.now()
    await page.goto(`${url}/kiosk`, { waitUntil: 'commit' })
    await attractScreen(page)
    times.push(performance.now() - begin)
    await unthrottle(devtools)
  }
  return times
}

/** Whole visits; the time of each from its last tap to the end of the strict transaction. */
async function tapsToDisk(page: Page, devtools: CDPSession): Promise<number[]> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  for (const answers of sekadauAnswers().slice(0, VISITS)) {
    await giveAnswers(page, answers)
    await endVisit(page)
  }
  await unthrottle(devtools)
  return page.evaluate(() => (globalThis as unknown as { writes: number[] }).writes)
}

async function unthrottle(devtools: CDPSession): Promise<void> {
  const free = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await devtools.send('Network.emulateNetworkConditions', free)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
}

/** Takes worker, its caches and the HTTP cache away; the pairing stays. */
async function forgetApp(devtools: CDPSession, url: string): Promise<void> {
  await devtools.send('Storage.clearDataForOrigin', {
    origin: url,
    storageTypes: 'service_workers,cache_storage',
  })
  await devtools.send('Network.clearBrowserCache')
}

/** Runs in the page: how long after the latest click each strict transaction was complete. */
function watchStrictWrites(): void {
  const writes: number[] = []
  Object.assign(globalThis, { writes })
  let clickedAt = 0
  addEventListener('click', () => (clickedAt = performance.now()), { capture: true })
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = open.call(this, stores, mode, options)
    const since = clickedAt
    if (options?.durability === 'strict' && [stores].flat().includes('outbox'))
      transaction.addEventListener('complete', () => {
        // Receipts are written strictly too, but not because of a click just before.
        if (since > 0 && performance.now() - since < 2000) writes.push(performance.now() - since)
      })
    return transaction
  }
}
