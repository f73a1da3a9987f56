// A planner in a real browser: the regency with answers, the sign-in, and the dashboard.
import type { Page } from 'playwright-core'
import type { Submission } from '../../src/core/submission.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { anId, aSubmission } from '../make.ts'
import { openContext, type Serving, tempDir } from './harness.ts'
import { commandHere, personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

export const words = DASHBOARD_WORDS.id
const PLANNER = { username: 'perencana', password: 'sandi-yang-panjang' }
const PERSON = personStep(PLANNER.username, 'planner', PLANNER.password)
export const WIDE = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

export interface Planner {
  page: Page
  server: Serving
  dataDir: string
}

/** The example regency with simulated answers, and a planner before its sign-in. */
export async function plannerOfExample(viewport = WIDE, answers = 1200): Promise<Planner> {
  const dataDir = await tempDir()
  await prepareIn(dataDir, [[['demo', '--answers', String(answers), '--json']], PERSON])
  return planner(dataDir, viewport)
}

/** The example regency with these answers of one kiosk, sent as a paired device sends them. */
export async function plannerOfAnswers(answers: Submission['answers'][]): Promise<Planner> {
  const dataDir = await tempDir()
  await prepareIn(dataDir, [setupStep(), PERSON])
  const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token']
  const { token } = await commandHere(device, { dataDir })
  const ready = await planner(dataDir, WIDE)
  const now = Date.now()
  const submissions = answers.map((given, i) =>
    aSubmission({
      id: anId(i + 1),
      sequence: i + 1,
      answers: given,
      startedAt: now - 60_000,
      finishedAt: now,
    }),
  )
  const response = await fetch(`${ready.server.url}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sent: now, submissions }),
  })
  if (!response.ok) throw new Error(await response.text())
  return ready
}

/** Types name and password on `/masuk` and presses the button. */
export async function signIn(page: Page, password = PLANNER.password): Promise<void> {
  await page.getByLabel(words.signIn.username).fill(PLANNER.username)
  await page.getByRole('textbox', { name: words.signIn.password }).fill(password)
  await page.getByRole('button', { name: words.signIn.submit, exact: true }).click()
}

/** The sign-in, then the dashboard until all of its figures are there. */
export async function openDashboard({ page, server }: Planner, query = ''): Promise<void> {
  await page.goto(`${server.url}/dasbor${query}`)
  await page.waitForURL('**/masuk?**')
  await signIn(page)
  await wholeDashboard(page)
}

/** Until the charts are drawn, which come last. */
export async function wholeDashboard(page: Page): Promise<void> {
  await page.getByRole('img', { name: words.days.chart }).waitFor()
}

/** What happens each minute, at once: the browser says that the network is back. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
}

async function planner(dataDir: string, viewport: typeof WIDE): Promise<Planner> {
  const server = await serveHere({ dataDir })
  const context = await openContext(viewport)
  return { page: await context.newPage(), server, dataDir }
}
