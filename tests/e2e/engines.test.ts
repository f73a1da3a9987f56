// The same kiosk in every engine of this machine: one visit, then no server, then all of it sent.
import { describe, expect, test } from 'vitest'
import { elementsInOrder } from '../../src/core/instrument.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { skm } from '../make.ts'
import { ENGINES } from './engines.ts'
import { aField, elements, words as phone } from './enumerator.ts'
import { type Hand, handOf } from './hand.ts'
import { freePort, startServer, tempDir } from './harness.ts'
import { PIN, PLANNER, prepareKiosk, words } from './kiosk.ts'

describe.each(ENGINES)('$name', { timeout: 240_000 }, ({ start }) => {
  test('answers without a server, also after a new start of the page, and sends each once', async () => {
    const dataDir = await tempDir()
    const { code } = await prepareKiosk(dataDir)
    const port = await freePort()
    const server = await startServer({ dataDir, port })
    const driver = await start()
    const hand = handOf(driver)
    await pair(hand, server.url, code)
    await hand.see(words.attract.ready)

    await server.stop()
    await answer(hand, 2)
    await driver.goto(`${server.url}/kiosk`)
    await hand.see(words.attract.start)
    await answer(hand, 3)

    const again = await startServer({ dataDir, port })
    await driver.evaluate(() => void dispatchEvent(new Event('online')), null)
    const planner = await signedIn(again.url)
    await expect
      .poll(() => resultsAt(again.url, planner), { timeout: 70_000, interval: 500 })
      .toEqual([[0, 1, 1, 0]])
  })

  test('interviews without a server, goes on where the page was loaded anew, and sends it', async () => {
    const field = await aField()
    const driver = await start()
    const hand = handOf(driver)
    await pair(hand, field.server.url, field.code, phone.start)
    // The page's own worker has every file once it controls it.
    await driver.evaluate(() => navigator.serviceWorker.ready.then(() => true), null)

    await field.server.stop()
    await hand.tap(phone.start)
    await hand.tap(phone.interview.consent.agree)
    await answerSome(hand, 0, 5)
    await driver.goto(`${field.server.url}/petugas`)
    // At most the last tap was not on disk yet.
    const [fifth = '', sixth = ''] = elements.slice(4, 6).map(({ question }) => question)
    const at = await hand.see(fifth, sixth)
    await answerSome(hand, at === fifth ? 4 : 5, elements.length)
    await answerRest(hand)
    await hand.tap(phone.interview.summary.finish)
    await hand.see(phone.interview.saved.title)
    await hand.tap(phone.interview.saved.home)
    await hand.see(phone.pill.waiting('1'))

    await field.restart()
    await driver.evaluate(() => void dispatchEvent(new Event('online')), null)
    await hand.see(phone.pill.allSent)
    const { assignments } = await field.call('GET', '/api/assignments')
    expect(assignments[0].progress).toMatchObject({ n: 1, sex: { P: 1 }, age: { '25-34': 1 } })
  })
})

/** @param stands what is on the screen then */
async function pair(
  hand: Hand,
  url: string,
  code: string,
  stands = words.attract.start,
): Promise<void> {
  const { pair } = SITE_WORDS.id
  await hand.driver.goto(`${url}/pasang#${code.replace('-', '')}`)
  for (const title of [pair.pinTitle, pair.pinAgain]) {
    await hand.see(title)
    for (const digit of PIN) await hand.tap(digit)
    await hand.tap(pair.next)
  }
  await hand.see(stands)
}

/** From the first screen to the first screen. @param score of every element */
async function answer(hand: Hand, score: 1 | 2 | 3 | 4): Promise<void> {
  await hand.tap(words.attract.start)
  await hand.tap(words.notice.begin)
  for (const { question, answers } of elementsInOrder(skm, 'annex')) {
    await hand.see(question)
    await hand.tap(answers[score - 1] ?? '')
    await hand.gone(question)
  }
  const { skip, send } = words.form
  // What is asked besides the nine is passed over, until thanks.
  while ((await hand.tap(words.thanks.done, skip, send)) !== words.thanks.done);
  await hand.see(words.attract.start)
}

/** One question a screen, each with its third answer. */
async function answerSome(hand: Hand, from: number, to: number): Promise<void> {
  for (const { question, answers } of elements.slice(from, to)) {
    await hand.see(question)
    await hand.tap(answers[2])
    await hand.gone(question)
  }
}

/** Who answered, and what else; ends at the summary. */
async function answerRest(hand: Hand): Promise<void> {
  const { form, interview } = phone
  await hand.see(form.sex)
  await hand.tap('Perempuan')
  await hand.fill(interview.age, '34')
  await hand.tap(interview.next)
  for (const [question, answer] of [
    [form.education, 'SMA'],
    [form.job, 'Petani'],
    [form.disability, form.no],
    [interview.steered, form.no],
  ] as const) {
    await hand.see(question)
    await hand.tap(answer)
    await hand.gone(question)
  }
  await hand.see(interview.comment)
  await hand.tap(interview.next)
  await hand.see(interview.summary.title)
}

/** @returns the planner's cookie */
async function signedIn(url: string): Promise<string> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const body = JSON.stringify(PLANNER)
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers, body })
  return session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

/** How many scored 1 to 4, of every element: one list where all are alike. */
async function resultsAt(url: string, cookie: string): Promise<unknown> {
  const results = await fetch(`${url}/api/results`, { headers: { cookie } })
  const { elements } = (await results.json()) as { elements: { counts: number[] }[] }
  return [...new Set(elements.map(({ counts }) => JSON.stringify(counts)))].map((text) =>
    JSON.parse(text),
  )
}
