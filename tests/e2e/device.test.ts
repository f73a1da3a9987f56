// The device in a real browser: the worker's part, the PIN, and pairing again.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LOG_WORDS } from '../../src/i18n/log.ts'
import { problemText } from '../../src/i18n/problems.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { allScores } from '../make.ts'
import { freePort, openContext, tempDir } from './harness.ts'
import {
  aKioskToPair,
  attractScreen,
  cameBack,
  choosePin,
  endVisit,
  giveAnswers,
  openStaffArea,
  PIN,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  typeCode,
  typePairing,
  words,
} from './kiosk.ts'
import { commandHere } from './prepared.ts'
import { serveHere } from './server-here.ts'

async function aPairedKiosk() {
  const dataDir = await tempDir()
  const port = await freePort()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir, port })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  const restart = () => serveHere({ dataDir, port })
  return { dataDir, server, context, page, restart }
}

test('the worker sends what waits when the browser wakes it, with no page of the kiosk open', async () => {
  const { server, context, page, restart } = await aPairedKiosk()
  await server.stop()
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  const worker = await workerOf(page, server.url)
  await page.goto('about:blank')
  await restart()
  await worker.fireSync('suara-warga-outbox')
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
})

test('the staff see how much waits and since when, and it goes when they ask', async () => {
  const { server, context, page, restart } = await aPairedKiosk()
  await server.stop()
  for (const score of [2, 3] as const) {
    await giveAnswers(page, allScores(score))
    await endVisit(page)
  }
  await openStaffArea(page)
  await page.getByText(words.staff.network).waitFor()
  await page.getByText(/^2\b/).first().waitFor()
  await restart()
  await page.getByRole('button', { name: words.staff.sendNow }).click()
  await page.getByText(words.staff.unsentNone).waitFor()
  expect((await resultsOf(context, server.url)).n).toBe(2)
})

test('a staff’s part that was not loaded before the link died says so, and the PIN can be typed again', async () => {
  const { code, server, context, page } = await aKioskToPair()
  // No worker that has it already.
  await context.route('**/sw.js', (route) => route.abort())
  await context.route(/staff-area-.*\.js$/, (route) => route.abort())
  await pairKiosk(page, server.url, code)
  await openStaffArea(page)
  await page.getByText(words.trouble.notLoaded).waitFor()
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click()
  expect(await page.getByRole('button', { name: words.staff.open }).isEnabled()).toBe(true)
})

test('five wrong PINs lock the staff’s part, also after a reload', async () => {
  const { page } = await aPairedKiosk()
  const wrong = `${PIN}0`
  await openStaffArea(page, wrong)
  for (let tries = 4; tries > 0; tries -= 1) {
    await page.getByText(words.staff.wrong(tries)).waitFor()
    await tryPin(page, wrong)
  }
  await page.getByText(words.staff.locked(5)).waitFor()
  await page.reload()
  await attractScreen(page)
  await openStaffArea(page, PIN)
  await page.getByText(words.staff.locked(5)).waitFor()
})

test('what a revoked kiosk holds goes, once, as what it collected, when it is paired as another', async () => {
  const { dataDir, server, context, page, restart } = await aPairedKiosk()
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
  await server.stop()
  for (const score of [1, 2] as const) {
    await giveAnswers(page, allScores(score))
    await endVisit(page)
  }
  const [first] = devicesIn(dataDir, 'update devices set revoked_at = 1 returning id, 0 as n')
  const other = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--json']
  const { device, code } = await commandHere([...other, '--service', 'ktp-el'], { dataDir })
  const back = await restart()
  await cameBack(page)
  await page.getByRole('heading', { name: words.trouble.revoked }).waitFor({ timeout: 45_000 })
  await page.getByText(`${words.staff.unsent}: 2`).waitFor()
  // The kiosk is still among them, now as another; its server takes no answers yet.
  await page.route('**/api/submissions', (route) => route.abort())
  await page.getByRole('link', { name: words.trouble.pairAgain }).click()
  await typeCode(page, code)
  await attractScreen(page)
  await openStaffArea(page)
  await page.getByText(words.staff.former).waitFor()
  await page.getByRole('button', { name: words.staff.close }).click()
  await giveAnswers(page, allScores(3))
  await endVisit(page)
  await page.unroute('**/api/submissions')
  await cameBack(page)
  await expect.poll(async () => (await resultsOf(context, back.url)).n, { timeout: 45_000 }).toBe(4)
  expect(
    devicesIn(
      dataDir,
      'select device as id, count(*) as n, max(sequence) as highest from submissions group by device',
    ).sort((a, b) => b.n - a.n),
  ).toEqual([
    { id: first?.id, n: 3, highest: 3 },
    { id: device.id, n: 1, highest: 1 },
  ])
  await openStaffArea(page)
  await page.getByText(words.staff.unsentNone).waitFor()
  expect(await page.getByText(words.staff.former).count()).toBe(0)
})

test('a kiosk that the server does not know goes on asking, keeps the answers, and tells the staff', async () => {
  const { dataDir, context, server, page } = await aPairedKiosk()
  // As after a pairing of the same device elsewhere: this token ended.
  devicesIn(dataDir, "update devices set token_hash = 'other' returning id, 0 as n")
  await cameBack(page)
  await page.getByText(words.trouble.unknown).waitFor()
  await giveAnswers(page, allScores(3))
  await endVisit(page)
  await openStaffArea(page)
  await page.getByText(problemText({ code: 'token.unknown' }, 'id')).waitFor()
  await page.getByRole('link', { name: words.staff.pairAgain }).waitFor()
  expect((await resultsOf(context, server.url)).n).toBe(0)
})

test('a wrong code says so, and nothing is paired', async () => {
  const { code, server, page } = await aKioskToPair()
  // From a QR code: only the PIN is asked, also of a page that stands open already.
  await page.goto(`${server.url}/pasang`)
  await page.getByLabel(SITE_WORDS.id.pair.code).waitFor()
  await page.goto(`${server.url}/pasang#AAAA2222`)
  await choosePin(page)
  const said = problemText({ code: 'code.unknown' }, 'id')
  await page.getByRole('alert').filter({ hasText: said }).waitFor()
  await page.goto(`${server.url}/kiosk`)
  await page.getByText(words.trouble.notPaired).waitFor()
  // On the spot, the right code is enough: the PIN that was chosen still stands.
  await typePairing(page, server.url, 'AAAA2222')
  await page.getByRole('alert').filter({ hasText: said }).waitFor()
  await page.getByLabel(SITE_WORDS.id.pair.code).fill(code)
  await page.getByRole('button', { name: SITE_WORDS.id.pair.next, exact: true }).click()
  await attractScreen(page)
})

test('no answer of the API is ever in a cache', async () => {
  const { page } = await aPairedKiosk()
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  const kept = await page.evaluate(async () => {
    const urls: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname)
    return urls
  })
  expect(kept).toContain('/index.html')
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([])
})

test('the staff read and save the log: a worker that finds no server is no error in it', async () => {
  const { server, page } = await aPairedKiosk()
  await server.stop()
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  const worker = await workerOf(page, server.url)
  await openStaffArea(page)
  await page.getByText(words.staff.network).waitFor()
  await worker.fireSync('suara-warga-outbox')
  const { log } = words.staff
  await page.getByRole('button', { name: log.show, exact: true }).click()
  await page.getByText(LOG_WORDS.id['sync.failed']).first().waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: log.save, exact: true }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/^catatan-kiosk-\w+\.txt$/)
  const saved = await readFile(await file.path(), 'utf8')
  expect(saved).toMatch(/^\d{4}-\S+Z\tpaired\t\r\n/m)
  expect(saved).toContain('\tsync.failed\tnetwork\r\n')
  expect(saved).not.toContain('app.failed')
})

/** What no page shows: asked of the database itself. */
function devicesIn(dataDir: string, query: string): { id: string; n: number }[] {
  const database = new DatabaseSync(join(dataDir, 'suara-warga.db'))
  const rows = database.prepare(query).all()
  database.close()
  return rows.map((row) => ({ ...row, id: String(row.id), n: Number(row.n) }))
}

async function tryPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: words.staff.open }).click()
}

/** The worker as the browser's own tools reach it. */
async function workerOf(page: Page, url: string) {
  const tools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(url))
      if (ours) resolve(ours.registrationId)
    }),
  )
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  return {
    fireSync: (tag: string) =>
      tools.send('ServiceWorker.dispatchSyncEvent', {
        origin: url,
        registrationId,
        tag,
        lastChance: false,
      }),
  }
}
