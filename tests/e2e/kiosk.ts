// A kiosk in a real browser, driven as a person does: by the words on its buttons.
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { elementsInOrder } from '../../src/core/instrument.ts'
import type { Submission } from '../../src/core/submission.ts'
import { KIOSK_WORDS } from '../../src/i18n/kiosk.ts'
import { STAFF_WORDS, TROUBLE_WORDS } from '../../src/i18n/kiosk-staff.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { skm } from '../make.ts'
import { openContext, tempDir } from './harness.ts'
import { commandHere, personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

/** All of the kiosk's words: the app loads some of them later. */
export const words = {
  ...KIOSK_WORDS.id,
  staff: { ...KIOSK_WORDS.id.staff, ...STAFF_WORDS.id },
  trouble: { ...KIOSK_WORDS.id.trouble, ...TROUBLE_WORDS.id },
}
export const PIN = '2468'
export const PLANNER = { username: 'perencana', password: 'sandi-yang-panjang' }

export const EXAMPLE_SETUP = join(import.meta.dirname, '../../src/server/demo/barito-selatan.json')

/** The demonstration regency without answers, a planner, and the code of a kiosk at one counter. */
export async function prepareKiosk(dataDir: string): Promise<{ code: string }> {
  const planner = personStep(PLANNER.username, 'planner', PLANNER.password)
  await prepareIn(dataDir, [setupStep(), planner])
  const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil']
  return await commandHere([...device, '--service', 'ktp-el'], { dataDir })
}

/** A kiosk's data and its server, in a browser that has not been there yet. */
export async function aKioskToPair(viewport?: { width: number; height: number }) {
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir })
  const context = await openContext(viewport)
  const page = await context.newPage()
  return { dataDir, code, server, context, page }
}

/** `/pasang`, with the code and a PIN twice, until the kiosk stands. */
export async function pairKiosk(page: Page, url: string, code: string): Promise<void> {
  await typePairing(page, url, code)
  await attractScreen(page)
}

/** `/pasang`, with the code and a PIN twice, and no further. */
export async function typePairing(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/pasang`)
  await typeCode(page, code)
}

/** On the pairing page: the code and a PIN twice. */
export async function typeCode(page: Page, code: string): Promise<void> {
  const { pair } = SITE_WORDS.id
  await page.getByLabel(pair.code).fill(code)
  await tap(page, pair.next)
  await choosePin(page)
}

/** On the pairing page, after the code: a PIN twice. */
export async function choosePin(page: Page): Promise<void> {
  const { pair } = SITE_WORDS.id
  for (const title of [pair.pinTitle, pair.pinAgain]) {
    await page.getByRole('heading', { name: title }).waitFor()
    for (const digit of PIN) await tap(page, digit)
    await tap(page, pair.next)
  }
}

/** From the first screen through the PIN. */
export async function openStaffArea(page: Page, pin = PIN): Promise<void> {
  await tap(page, words.attract.staff)
  for (const digit of pin) await tap(page, digit)
  await tap(page, words.staff.open)
}

/** The one visit that is enough: until the kiosk itself says that it needs no signal. */
export async function readyOffline(page: Page): Promise<void> {
  await page.getByText(words.attract.ready).waitFor({ timeout: 30_000 })
}

/** What the browser says when the network is there again: nobody has to wait for the next try, half a minute away. */
export async function cameBack(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')))
}

export async function attractScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.attract.start }).waitFor()
}

/** From the first screen to thanks; what the form asks besides the nine is passed over. */
export async function giveAnswers(page: Page, answers: Submission['answers']): Promise<void> {
  await beginAnswers(page, answers, 0)
  await finishAnswers(page, answers, 0)
}

/** From the first screen to the answers of the first so many of the nine, and no further. */
export async function beginAnswers(
  page: Page,
  answers: Submission['answers'],
  count: number,
): Promise<void> {
  await tap(page, words.attract.start)
  await tap(page, words.notice.begin)
  await answerElements(page, answers, { from: 0, to: count })
}

/** From the question after the first so many to thanks. */
export async function finishAnswers(
  page: Page,
  answers: Submission['answers'],
  answered: number,
): Promise<void> {
  await answerElements(page, answers, { from: answered, to: skm.elements.length })
  for (;;) {
    const title = await titleOf(page)
    if (title === words.thanks.title) return
    // The last question, the free comment, is sent empty.
    await button(page, words.form.skip).or(button(page, words.form.send)).first().click()
    await gone(page, title)
  }
}

/** One of the nine, from its question to the next. */
export async function answerNext(
  page: Page,
  answers: Submission['answers'],
  answered: number,
): Promise<void> {
  await answerElements(page, answers, { from: answered, to: answered + 1 })
}

/** Back to the first screen. */
export async function endVisit(page: Page): Promise<void> {
  await tap(page, words.thanks.done)
  await attractScreen(page)
}

/** Signs in as the planner and asks for the results of everything. */
export async function resultsOf(
  context: BrowserContext,
  url: string,
): Promise<{ n: number; ikm: number | null; grade: string | null }> {
  const ask = () => context.request.get(`${url}/api/results`)
  let response = await ask()
  if (response.status() === 401) {
    await context.request.post(`${url}/api/session`, { data: PLANNER, headers: { origin: url } })
    response = await ask()
  }
  if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`)
  return await response.json()
}

function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

async function tap(page: Page, name: string): Promise<void> {
  await button(page, name).click()
}

async function answerElements(
  page: Page,
  answers: Submission['answers'],
  { from, to }: { from: number; to: number },
): Promise<void> {
  for (const element of elementsInOrder(skm, 'annex').slice(from, to)) {
    await page.getByRole('heading', { name: element.question }).waitFor()
    const score = answers[element.key]
    await tap(page, score === undefined ? words.form.skip : (element.answers[score - 1] ?? ''))
    await gone(page, element.question)
  }
}

/** Of the question or screen that is shown. */
async function titleOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
}

async function gone(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'detached' })
}
