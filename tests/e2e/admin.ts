// An admin in a real browser: the walk of the first run, the sign-in, and the forms of `/kelola`.
import type { Locator, Page } from 'playwright-core'
import { ADMIN_WORDS } from '../../src/i18n/admin.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { FIRST_RUN_WORDS } from '../../src/i18n/first-run.ts'
import { FRAME_WORDS } from '../../src/i18n/frame.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { STANDARD_WORDS } from '../../src/i18n/standard.ts'
import { environmentOf } from '../api/process.ts'
import { openContext, type RunningServer, type Serving, startServer, tempDir } from './harness.ts'
import { personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

export const words = ADMIN_WORDS.id
export const frame = FRAME_WORDS.id
export const walk = FIRST_RUN_WORDS.id
export const standard = STANDARD_WORDS.id
export const ADMIN = { username: 'admin', password: 'sungai barito tenang' }

export const button = (on: Page | Locator, name: string) =>
  on.getByRole('button', { name, exact: true })
/** A field by its label. */
export const field = (on: Page | Locator, label: string) => on.getByLabel(label, { exact: true })

export interface Admin {
  page: Page
  server: Serving
  dataDir: string
}

/** What is typed in the first run. */
export interface Walked {
  regency: string
  unit: { name: string; short: string }
  service: string
}

/** A server on an empty database, and a browser before its first visit. @param place as `TestStore.newPlace` gives it */
export async function anEmptyServer(place?: string, viewport = { width: 1280, height: 800 }) {
  const dataDir = await tempDir()
  const env = place === undefined ? {} : environmentOf(place)
  const server = await startServer({ dataDir, env })
  const context = await openContext(viewport)
  return { server, dataDir, page: await context.newPage() }
}

/** The example regency, or another setup file, with an admin who has signed in. */
export async function adminOfExample(options: {
  viewport?: { width: number; height: number }
  setup?: string
}): Promise<Admin> {
  const dataDir = await tempDir()
  const admin = personStep(ADMIN.username, 'admin', ADMIN.password)
  await prepareIn(dataDir, [setupStep(options.setup), admin])
  const server = await serveHere({ dataDir })
  const { viewport } = options
  const context = await openContext(viewport)
  const page = await context.newPage()
  await page.goto(`${server.url}/kelola`)
  await signInAs(page)
  await page.getByRole('heading', { level: 1, name: frame.sections.unit }).waitFor()
  return { page, server, dataDir }
}

export async function signInAs(page: Page): Promise<void> {
  const { signIn } = DASHBOARD_WORDS.id
  await page.getByLabel(signIn.username).fill(ADMIN.username)
  await page.getByRole('textbox', { name: signIn.password }).fill(ADMIN.password)
  await button(page, signIn.submit).click()
}

/** From the terminal's link to the first step of the walk. */
export async function beginWalk(page: Page, server: RunningServer): Promise<void> {
  await page.goto(`${server.url}/mulai#${server.startKey}`)
  await button(page, SITE_WORDS.id.first.own).click()
  await atStep(page, walk.steps.regency.name)
}

/** The five steps, as a person does who has everything at hand. @returns the kiosk's code */
export async function walkThrough(page: Page, typed: Walked): Promise<string> {
  await fillRegency(page, typed.regency)
  await fillAdmin(page)
  await field(page, walk.unit.name).fill(typed.unit.name)
  await field(page, walk.unit.short).fill(typed.unit.short)
  await nextStep(page, walk.steps.service.name)
  await field(page, walk.service.name).fill(typed.service)
  await field(page, standard.components.waktu.label).fill('1 hari kerja')
  await field(page, standard.tariff.label).selectOption({ label: standard.tariff.free })
  await nextStep(page, walk.steps.kiosk.name)
  await field(page, walk.kiosk.place).fill('Loket 1')
  return finishWalk(page, typed.regency)
}

export async function fillRegency(page: Page, name: string): Promise<void> {
  await field(page, walk.regency.name).fill(name)
  await field(page, walk.regency.province).fill('Kalimantan Tengah')
  await nextStep(page, walk.steps.admin.name)
}

export async function fillAdmin(page: Page): Promise<void> {
  await field(page, walk.admin.password).fill(ADMIN.password)
  await field(page, walk.admin.again).fill(ADMIN.password)
  await nextStep(page, walk.steps.unit.name)
}

export async function nextStep(page: Page, name: string): Promise<void> {
  await button(page, walk.next).click()
  await atStep(page, name)
}

export async function atStep(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
}

/** @returns the kiosk's code */
export async function finishWalk(page: Page, regency: string): Promise<string> {
  await button(page, walk.finish).click()
  await page.getByRole('heading', { level: 1, name: walk.done.title(regency) }).waitFor()
  return (await page.locator('.first-run-code strong').textContent()) ?? ''
}

/** Opens a section by the navigation. */
export async function openSection(page: Page, section: keyof typeof frame.sections): Promise<void> {
  await page.getByRole('link', { name: frame.sections[section], exact: true }).click()
  await page.getByRole('heading', { level: 1, name: frame.sections[section] }).waitFor()
}

/** Opens a unit by its place in the tree. */
export async function openUnit(page: Page, short: string): Promise<void> {
  const tree = page.getByRole('navigation', { name: words.unit.treeLabel })
  await tree.getByRole('link').filter({ hasText: short }).first().click()
  await page.getByRole('heading', { level: 2, name: short, exact: true }).waitFor()
}

/** Adds a unit through the dialog that stands open. */
export async function fillUnit(page: Page, unit: { name: string; short: string }): Promise<void> {
  const dialog = page.getByRole('dialog')
  await field(dialog, words.unit.name).fill(unit.name)
  await field(dialog, words.unit.short).fill(unit.short)
  await button(dialog, words.save).click()
  await dialog.waitFor({ state: 'detached' })
}
