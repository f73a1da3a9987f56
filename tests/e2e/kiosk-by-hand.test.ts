// A kiosk that nobody connects: its answers leave in a file behind the PIN, and another kiosk takes them to the server.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { BY_HAND_WORDS } from '../../src/i18n/by-hand.ts'
import { allScores } from '../make.ts'
import { freePort, openContext, tempDir } from './harness.ts'
import {
  attractScreen,
  cameBack,
  endVisit,
  giveAnswers,
  openStaffArea,
  PLANNER,
  pairKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'
import { commandHere, personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

const byHand = BY_HAND_WORDS.id
const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a kiosk without network gives a file, another one takes it in and delivers it, each answer once', async () => {
  const { server, restart, kiosk, url } = await twoKiosks()
  const [giver, carrier] = [await kiosk(0), await kiosk(1)]
  await server.stop()
  for (const score of [4, 2] as const) {
    await giveAnswers(giver, allScores(score))
    await endVisit(giver)
  }
  const bytes = await backupOf(giver, 2)
  await openStaffArea(carrier)
  await tap(carrier, byHand.take)
  await takeIn(carrier, bytes)
  await carrier.getByText(byHand.taken.taken).waitFor()
  await carrier.getByText(byHand.carriedWaiting('1')).waitFor()
  await giver.goto('about:blank')
  await restart()
  await cameBack(carrier)
  await carrier.getByText(byHand.carriedDelivered('1')).waitFor({ timeout: 45_000 })
  expect((await resultsOf(carrier.context(), url)).n).toBe(2)
  await takeIn(carrier, bytes)
  await carrier.getByText(byHand.carriedDelivered('2')).waitFor({ timeout: 45_000 })
  await giver.goto(`${url}/kiosk`)
  await openStaffArea(giver)
  await giver.getByText(words.staff.unsentNone).waitFor({ timeout: 45_000 })
  expect((await resultsOf(carrier.context(), url)).n).toBe(2)
})

test('a kiosk whose access was withdrawn still gives its answers in a file', async () => {
  const { server, restart, kiosk, devices, url } = await twoKiosks()
  const page = await kiosk(0)
  const { request } = page.context()
  const headers = { origin: url }
  await request.post(`${url}/api/session`, { data: PLANNER, headers })
  const reply = await request.post(`${url}/api/devices/${devices[0]}/revoke`, { data: {}, headers })
  expect(reply.ok()).toBe(true)
  // The kiosk hears of it only afterwards: nothing that it holds can have gone before.
  await server.stop()
  await giveAnswers(page, allScores(3))
  await endVisit(page)
  await restart()
  await page.reload()
  await page.getByRole('heading', { name: words.trouble.revoked }).waitFor({ timeout: 45_000 })
  expect((await backupOf(page, 1)).length).toBeGreaterThan(0)
})

/** Two kiosks of one server, to be paired. */
async function twoKiosks() {
  const [dataDir, port] = [await tempDir(), await freePort()]
  await prepareIn(dataDir, [setupStep(), personStep(PLANNER.username, 'admin', PLANNER.password)])
  const counter = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil']
  const aKiosk = () => commandHere([...counter, '--service', 'ktp-el'], { dataDir })
  const made = [await aKiosk(), await aKiosk()]
  const restart = () => serveHere({ dataDir, port })
  const server = await restart()
  return {
    server,
    restart,
    url: server.url,
    devices: made.map(({ device }) => String(Object(device).id)),
    async kiosk(n: 0 | 1): Promise<Page> {
      const page = await (await openContext({ width: 1280, height: 800 })).newPage()
      await pairKiosk(page, server.url, String(made[n]?.code))
      await readyOffline(page)
      await attractScreen(page)
      return page
    },
  }
}

/** From a first screen, through the PIN. */
async function backupOf(page: Page, items: number): Promise<Buffer> {
  await openStaffArea(page)
  await tap(page, byHand.save)
  await tap(page, byHand.saveUnsent(String(items)))
  await page.getByText(byHand.made(String(items))).waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: byHand.download }).click()
  return await readFile(await (await downloading).path())
}

function takeIn(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'kios.age', mimeType: 'application/octet-stream', buffer }
  return page.locator('input[type=file]').setInputFiles(file)
}
