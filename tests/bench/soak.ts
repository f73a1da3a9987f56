// One kiosk page through thousands of answers: what it holds on to afterwards.
import type { CDPSession } from 'playwright-core'
import { buildIfChanged } from '../../src/build.ts'
import { launchBrowser, startServer, tempDir } from '../e2e/harness.ts'
import { pairKiosk, prepareKiosk, readyOffline, resultsOf } from '../e2e/kiosk.ts'
import { answerVisits, type PageWeight, weigh } from '../e2e/quick-hand.ts'
import type { Row } from './rows.ts'

const ANSWERS = 5000
const GROWTH_MB = 5
/** They load what is loaded later, and warm what is kept warm. */
const WARM_UP = 50
const PIECE = 500

export async function measureSoak(): Promise<Row[]> {
  await buildIfChanged()
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const server = await startServer({ dataDir })
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(0)
  // Without the moment in which a tapped answer is shown: a visit then takes a tenth of a second.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await pairKiosk(page, server.url, code)
  await readyOffline(page)
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true))
  const devtools = await context.newCDPSession(page)
  await answerVisits(page, WARM_UP)
  await whenAllCame(() => resultsOf(context, server.url), WARM_UP)
  const weights: PageWeight[] = [await weigh(devtools)]
  const startedAt = performance.now()
  for (let done = 0; done < ANSWERS; done += PIECE) {
    await answerVisits(page, PIECE)
    weights.push(await weigh(devtools))
  }
  const { n } = await whenAllCame(() => resultsOf(context, server.url), WARM_UP + ANSWERS)
  weights.push(await weighedAtRest(devtools, weights[0]))
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const oneLife = await page.evaluate(() => Reflect.get(window, 'sameDocument') === true)
  const [first, last] = [weights[0], weights.at(-1)]
  if (!first || !last || !oneLife) throw new Error('The page was loaded anew')
  const growth = (last.heapBytes - first.heapBytes) / 2 ** 20
  const heaps = weights.map(({ heapBytes }) => (heapBytes / 2 ** 20).toFixed(1)).join(', ')
  return [
    {
      what: `heap after ${ANSWERS} answers in one page life`,
      budget: `growth ≤ ${GROWTH_MB} MB`,
      measured: `${growth.toFixed(2)} MB (${heaps} MB); ${seconds} s`,
      met: growth <= GROWTH_MB,
    },
    {
      what: 'event listeners of the page',
      budget: 'no more',
      measured: `${first.listeners} before, ${last.listeners} after (${weights.map(({ listeners }) => listeners).join(', ')})`,
      met: last.listeners <= first.listeners,
    },
    {
      what: 'nodes',
      budget: '',
      measured: `${first.nodes} before, ${last.nodes} after`,
      met: null,
    },
    {
      what: 'answers at the server',
      budget: 'all',
      measured: `${n} of ${WARM_UP + ANSWERS}`,
      met: n === WARM_UP + ANSWERS,
    },
  ]
}

const WAIT_MS = 60_000

/** The server has all before the page has read its receipts: until then requests hold their listeners. */
async function weighedAtRest(devtools: CDPSession, first?: PageWeight): Promise<PageWeight> {
  const until = performance.now() + WAIT_MS
  let now = await weigh(devtools)
  while (now.listeners > (first?.listeners ?? 0) && performance.now() < until)
    now = await weigh(devtools)
  return now
}

async function whenAllCame(ask: () => Promise<{ n: number }>, all: number): Promise<{ n: number }> {
  const until = performance.now() + WAIT_MS
  let answer = await ask()
  while (answer.n < all && performance.now() < until) answer = await ask()
  return answer
}
