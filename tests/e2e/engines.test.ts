// The same kiosk in every engine of this machine: one visit, then no server, then all of it sent.
import { describe, expect, test } from 'vitest'
import { elementsInOrder } from '../../src/core/instrument.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { skm } from '../make.ts'
import { ENGINES } from './engines.ts'
import { type Hand, handOf } from './hand.ts'
import { freePort, startServer, tempDir } from './harness.ts'
import { PIN, PLANNER, prepareKiosk, words } from './kiosk.ts'

describe.each(ENGINES)('$name', ({ start }) => {
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
    await expect
      .poll(() => resultsAt(again.url), { timeout: 30_000, interval: 500 })
      .toEqual([[0, 1, 1, 0]])
  })
})

async function pair(hand: Hand, url: string, code: string): Promise<void> {
  const { pair } = SITE_WORDS.id
  await hand.driver.goto(`${url}/pasang#${code.replace('-', '')}`)
  for (const title of [pair.pinTitle, pair.pinAgain]) {
    await hand.see(title)
    for (const digit of PIN) await hand.tap(digit)
    await hand.tap(pair.next)
  }
  await hand.see(words.attract.start)
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

/** How many scored 1 to 4, of one element. */
async function resultsAt(url: string): Promise<unknown> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const body = JSON.stringify(PLANNER)
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers, body })
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const results = await fetch(`${url}/api/results`, { headers: { cookie } })
  const { elements } = (await results.json()) as { elements: { counts: number[] }[] }
  return [...new Set(elements.map(({ counts }) => JSON.stringify(counts)))].map((text) =>
    JSON.parse(text),
  )
}
