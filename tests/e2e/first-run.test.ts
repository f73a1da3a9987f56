// The first minutes of an empty server: the terminal's link, the example, the first tapped answer, the planner's sign-in.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { FIRST_RUN_WORDS } from '../../src/i18n/first-run.ts'
import { KIOSK_WORDS } from '../../src/i18n/kiosk.ts'
import { problemText } from '../../src/i18n/problems.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { allScores } from '../make.ts'
import { violationsOn } from './axe.ts'
import { freePort, openContext, startServer, tempDir } from './harness.ts'
import { attractScreen, endVisit, giveAnswers, openStaffArea, words } from './kiosk.ts'
import { words as dashboard, signIn } from './planner.ts'

const { first, pair, start, missing } = SITE_WORDS.id
const walk = FIRST_RUN_WORDS.id
const PHONE = { width: 360, height: 740 }

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })

async function anEmptyServer({
  viewport = { width: 1280, height: 800 },
  port = 0,
}: {
  viewport?: { width: number; height: number }
  port?: number
} = {}) {
  const server = await startServer({ dataDir: await tempDir(), port })
  const context = await openContext(viewport)
  const page = await context.newPage()
  const address = `${server.url}/mulai#${server.startKey}`
  return { server, context, page, address }
}

/** Tries the example. @returns what the page shows to note down */
async function tryIt(page: Page, address: string) {
  await page.goto(address)
  await button(page, first.try).click()
  await link(page, first.openKiosk).waitFor({ timeout: 30_000 })
  const pin = ((await page.locator('.first-run-pin').textContent()) ?? '').replace(/\D/g, '')
  const [username = '', password = ''] = await page.locator('code').allTextContents()
  return { pin, username, password }
}

test('from the terminal’s link to the first tapped answer and the planner’s figures', async () => {
  const { server, context, page, address } = await anEmptyServer()
  const { pin, username, password } = await tryIt(page, address)
  expect(pin).toMatch(/^\d{4}$/)
  expect(username).toBe('perencana')
  expect(page.url()).toBe(`${server.url}/mulai`)

  await link(page, first.openKiosk).click()
  await attractScreen(page)
  await page.getByText(words.simulated).waitFor()
  await giveAnswers(page, allScores(3))
  await page.getByText(words.simulated).waitFor()
  await endVisit(page)

  const desk = await context.newPage()
  await desk.goto(`${server.url}/masuk`)
  await signIn(desk, password)
  await desk.getByRole('region', { name: dashboard.summary.title }).waitFor()

  // Out of the kiosk again, with the PIN that was shown.
  await openStaffArea(page, pin)
  await button(page, words.staff.leave).click()
  await link(page, new RegExp(start.signIn)).waitFor()
})

test('the link works once, and says what to do when it is closed', async () => {
  const { context, page, address } = await anEmptyServer()
  await tryIt(page, address)
  const again = await context.newPage()
  await again.goto(address)
  await button(again, first.try).click()
  await again.getByRole('heading', { name: first.closedTitle }).waitFor()
  await again.goto(address.split('#')[0] ?? '')
  await again.getByRole('heading', { name: first.closedTitle }).waitFor()
  await link(again, first.signIn).waitFor()
})

test('without an answer from the server the link can be tried again', async () => {
  const { page, address } = await anEmptyServer()
  await page.goto(address)
  await page.route('**/api/start', (route) => route.abort())
  await button(page, first.try).click()
  await page.getByRole('alert').filter({ hasText: first.offline }).waitFor()
  await page.unroute('**/api/start')
  await button(page, first.try).click()
  await link(page, first.openKiosk).waitFor({ timeout: 30_000 })
})

test('answers that an earlier server never got stay, and are said to be of another, when the example is tried anew', async () => {
  const port = await freePort()
  const { server, page, address } = await anEmptyServer({ port })
  await tryIt(page, address)
  await page.goto(`${server.url}/kiosk`)
  await attractScreen(page)
  await server.stop()
  await giveAnswers(page, allScores(3))
  await endVisit(page)
  // The same address, and all data begun anew.
  const anew = await startServer({ dataDir: await tempDir(), port })
  await expect.poll(() => anew.startKey).not.toBeNull()
  const { pin } = await tryIt(page, `${anew.url}/mulai#${anew.startKey}`)
  await page.goto(`${anew.url}/kiosk`)
  await openStaffArea(page, pin)
  await page.getByText(words.staff.former).waitFor()
  await page.getByText(problemText({ code: 'collector.unknown' }, 'id')).waitFor()
})

test('the planner’s password is shown also when this browser cannot become a kiosk', async () => {
  const { page, address } = await anEmptyServer()
  await page.goto(address)
  await button(page, first.try).waitFor()
  await page.route('**/api/start', async (route) => {
    const response = await route.fetch()
    // A full disk, just when the pairing is to be kept.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await route.fulfill({ response })
  })
  await button(page, first.try).click()
  await page.getByRole('alert').filter({ hasText: first.notKiosk }).waitFor({ timeout: 30_000 })
  const [username, password = ''] = await page.locator('code').allTextContents()
  expect(username).toBe('perencana')
  expect(password.length).toBeGreaterThan(9)
})

test('a page whose files do not come says so, and comes when asked again', async () => {
  const { server, page } = await anEmptyServer()
  await page.route('**/assets/start-page-*.js', (route) => route.abort())
  await page.goto(`${server.url}/`)
  for (const language of ['id', 'en'] as const)
    await page.getByText(KIOSK_WORDS[language].trouble.notLoaded).waitFor()
  await page.unroute('**/assets/start-page-*.js')
  await page.getByRole('button', { name: words.trouble.retry }).click()
  await link(page, new RegExp(start.signIn)).waitFor()
})

test('nothing is wrong on the public pages on a telephone', async () => {
  const { server, page, address } = await anEmptyServer({ viewport: PHONE })
  const found: string[] = []
  const look = async (name: string) => {
    const violations = await violationsOn(page)
    const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (across > 0) found.push(`${name}: scrolls sideways by ${across}`)
    for (const { id, nodes } of violations) found.push(`${name}: ${id} ${nodes[0]?.html}`)
  }
  await page.goto(`${server.url}/kiosk`)
  await page.getByRole('heading', { name: words.trouble.notPaired }).waitFor()
  await look('kiosk, not paired')
  await page.goto(address)
  await button(page, first.own).click()
  await page.getByRole('heading', { level: 2, name: walk.steps.regency.name }).waitFor()
  await look('walk')
  await button(page, walk.back).click()
  await button(page, first.try).waitFor()
  await look('first run')
  await tryIt(page, address)
  await look('ready')
  await page.goto(`${server.url}/`)
  await link(page, new RegExp(start.kiosk)).waitFor()
  await look('start')
  await page.goto(`${server.url}/pasang#abcd2345`)
  // A code that came in the address is filled in: only the PIN is asked.
  await page.getByText(pair.already).waitFor()
  await page.getByRole('heading', { name: pair.pinTitle }).waitFor()
  expect(page.url()).not.toContain('#')
  await look('PIN')
  await button(page, pair.back).click()
  expect(await page.getByLabel(pair.code).inputValue()).toBe('ABCD-2345')
  await look('pair')
  await page.goto(`${server.url}/tidak-ada`)
  await page.getByRole('heading', { name: missing.title }).waitFor()
  await look('missing')
  expect(found).toEqual([])
})
