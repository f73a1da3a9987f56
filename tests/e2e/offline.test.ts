// The kiosk without a server: one visit is enough, and what was thanked for arrives exactly once.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allScores } from '../make.ts'
import { startFront } from './front.ts'
import { cli, freePort, launchBrowser, openContext, startServer, tempDir } from './harness.ts'
import {
  attractScreen,
  beginAnswers,
  endVisit,
  giveAnswers,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
} from './kiosk.ts'

const DIST = join(import.meta.dirname, '../../dist')

test('after one visit, three answers without a server and a pulled plug make exactly three rows', async () => {
  const dataDir = await tempDir()
  const userDataDir = await tempDir()
  const port = await freePort()
  const { code } = await prepareKiosk(dataDir)
  const server = await startServer({ dataDir, port })
  const first = await launchBrowser({ userDataDir })
  const visit = await first.context.newPage()
  await pairKiosk(visit, server.url, code)
  await readyOffline(visit)
  await server.stop()
  await first.kill()

  const second = await launchBrowser({ userDataDir })
  const cold = await second.context.newPage()
  await cold.goto(`${server.url}/kiosk`)
  for (const score of [4, 3, 1] as const) {
    await giveAnswers(cold, allScores(score))
    await endVisit(cold)
  }
  await beginAnswers(cold, allScores(2), 4)
  await second.kill()

  const third = await launchBrowser({ userDataDir })
  const again = await third.context.newPage()
  await again.goto(`${server.url}/kiosk`)
  await attractScreen(again)
  const back = await startServer({ dataDir, port })
  await expect
    .poll(async () => (await resultsOf(third.context, back.url)).n, { timeout: 45_000 })
    .toBe(3)
  expect((await resultsOf(third.context, back.url)).ikm).toBe(66.67)
  const verified = await cli(['verify', '--json'], { dataDir })
  expect(verified.status, verified.stdout).toBe(0)
})

test('a captive portal in place of the server loses nothing, and everything goes when it is gone', async () => {
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await startServer({ dataDir })
  const app = { is: 'app', directory: DIST, server: server.url } as const
  const front = await startFront(app)
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, front.url, code)
  await readyOffline(page)

  front.become({ is: 'portal' })
  await giveAnswers(page, allScores(4))
  const tried = page.waitForResponse((response) => response.url().endsWith('/api/submissions'))
  await endVisit(page)
  expect((await tried).status()).toBe(200)
  await giveAnswers(page, allScores(2))
  await page.reload()
  await attractScreen(page)
  expect((await resultsOf(context, server.url)).n).toBe(0)

  front.become(app)
  await expect
    .poll(async () => (await resultsOf(context, server.url)).n, { timeout: 45_000 })
    .toBe(2)
})
