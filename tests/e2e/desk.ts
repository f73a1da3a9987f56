// An admin at a desk: the example regency without answers, signed in at `/kelola`.
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { FRAME_WORDS, type FrameWords } from '../../src/i18n/frame.ts'
import { violationsOn } from './axe.ts'
import { openContext, type Serving, tempDir } from './harness.ts'
import { commandHere, personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

export const ADMIN = { username: 'pengelola', password: 'sungai-barito-lebar' }
const SIZES = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
] as const

/** What would run if a stored text were taken for a page. */
export const HOSTILE = '<img src=x onerror="window.hacked=1">'

export interface Desk {
  page: Page
  context: BrowserContext
  server: Serving
  dataDir: string
}

export async function adminDesk(viewport: { width: number; height: number } = SIZES[0]) {
  const dataDir = await tempDir()
  await prepareIn(dataDir, [setupStep(), personStep(ADMIN.username, 'admin', ADMIN.password)])
  const server = await serveHere({ dataDir })
  const context = await openContext(viewport)
  const page = await context.newPage()
  const desk: Desk = { page, context, server, dataDir }
  await openSection(desk, 'akun')
  return desk
}

/** Another account, made by the operator's command. */
export async function person(dataDir: string, username: string, role: string): Promise<void> {
  const args = ['create-person', '--username', username, '--role', role]
  await commandHere(args, { dataDir, input: ADMIN.password })
}

/** A section of `/kelola` until its heading stands, through the sign-in where it comes between. */
export async function openSection(
  { page, server }: Pick<Desk, 'page' | 'server'>,
  id: keyof FrameWords['sections'],
): Promise<void> {
  await page.goto(`${server.url}/kelola/${id}`)
  const heading = page.getByRole('heading', { level: 1, name: FRAME_WORDS.id.sections[id] })
  // Not by its field: sections have searches of that name, too.
  const { submit } = DASHBOARD_WORDS.id.signIn
  const signIn = page.getByRole('button', { name: submit, exact: true })
  await heading.or(signIn).waitFor()
  if (await signIn.isVisible()) await signInAs(page)
  await heading.waitFor()
}

export async function signInAs(
  page: Page,
  { username, password }: typeof ADMIN = ADMIN,
): Promise<void> {
  const { signIn } = DASHBOARD_WORDS.id
  await page.getByLabel(signIn.username).fill(username)
  await page.getByRole('textbox', { name: signIn.password }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
}

/** What axe finds at each size, whether the page scrolls sideways, and whether a stored text has run. */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const violations = await violationsOn(page)
    for (const { id, nodes } of violations)
      found.push(`${size.width} ${id}: ${nodes.map((node) => node.target).join(', ')}`)
    const state = await page.evaluate(() => ({
      wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      hacked: 'hacked' in window,
    }))
    if (state.wider) found.push(`${size.width} wider than the screen`)
    if (state.hacked) found.push(`${size.width} a stored text has run`)
  }
  await page.setViewportSize(SIZES[0])
  return found
}

/** A text of a person is on the page as a text. */
export async function shownAsText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
}
