// A kiosk whose storage fails: it goes on in a fresh database, and an answer without room leaves in a file.
import { expect, test } from 'vitest'
import { FULL_WORDS } from '../../src/i18n/kiosk-staff.ts'
import { allScores } from '../make.ts'
import { freePort, launchBrowser, startServer, tempDir } from './harness.ts'
import {
  answerNext,
  attractScreen,
  beginAnswers,
  endVisit,
  giveAnswers,
  openStaffArea,
  PIN,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'

test('a database that will not open: the kiosk goes on in a fresh one, filled from the copy, and says so', async () => {
  const [dataDir, port] = [await tempDir(), await freePort()]
  const { code } = await prepareKiosk(dataDir)
  const server = await startServer({ dataDir, port })
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  await server.stop()
  await giveAnswers(page, allScores(4))
  await endVisit(page)
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const kept = await (await caches.open('suara-warga-copy')).keys()
        return kept.filter(({ url }) => url.includes('/copy/row/')).length
      }),
    )
    .toBe(1)
  // A page of the origin on which no code of the app runs.
  await context.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto(`${server.url}/empty`)
  await page.evaluate(async () => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('suara-warga').onsuccess = resolve
    })
    await new Promise((resolve) => {
      const request = indexedDB.open('suara-warga', 1000)
      request.onsuccess = resolve
      // The worker may have made it again meanwhile.
      request.onupgradeneeded = () => {
        const { result } = request
        for (const name of [...result.objectStoreNames]) result.deleteObjectStore(name)
      }
    })
  })
  await page.goto(`${server.url}/kiosk`)
  await attractScreen(page)
  await giveAnswers(page, allScores(2))
  await endVisit(page)
  await openStaffArea(page)
  await page.getByText(words.staff.freshText).waitFor()
  const back = await startServer({ dataDir, port })
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText(words.staff.unsentNone).waitFor({ timeout: 45_000 })
  expect((await resultsOf(context, back.url)).n).toBe(2)
})

test('an answer that finds no room stays on the screen, and the staff put it into a file', async () => {
  const [dataDir, userDataDir, port] = [await tempDir(), await tempDir(), await freePort()]
  const { code } = await prepareKiosk(dataDir)
  const server = await startServer({ dataDir, port })
  const first = await launchBrowser({ userDataDir })
  const paired = await first.context.newPage()
  await pairKiosk(paired, server.url, code)
  await readyOffline(paired)
  await first.context.close()

  const { context } = await launchBrowser({ userDataDir })
  const page = await context.newPage()
  // Before the page opens its database: the browser looks at the room when it does.
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 })
  await page.goto(`${server.url}/kiosk`)
  await attractScreen(page)
  const answers = allScores(3)
  await beginAnswers(page, answers, 0)
  for (let answered = 0; answered < 9; answered += 1) await answerNext(page, answers, answered)
  const failed = page.getByRole('heading', { name: words.saving.failed })
  const passed = page.getByRole('button', {
    name: new RegExp(`^(${words.form.skip}|${words.form.send})$`),
  })
  while (!(await failed.isVisible())) await failed.or(passed).first().click()
  const full = FULL_WORDS.id
  await page.getByRole('button', { name: full.offer }).click()
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: words.staff.open }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: full.save(1) }).click()
  expect((await downloading).suggestedFilename()).toMatch(/_1-jawaban\.age$/)
  await page.getByRole('button', { name: full.done }).click()
  await attractScreen(page)
  await openStaffArea(page)
  await page.getByText(words.staff.roomNone).waitFor()
})
