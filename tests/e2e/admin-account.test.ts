// One's own account in a real browser: the second factor from its setup to its use, and leaving everywhere.
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ADMIN_PEOPLE_WORDS } from '../../src/i18n/admin-people.ts'
import { adminProblemText } from '../../src/i18n/admin-problems.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { FRAME_WORDS } from '../../src/i18n/frame.ts'
import { readByCamera } from './camera.ts'
import { ADMIN, adminDesk, type Desk, faults, openSection, signInAs } from './desk.ts'
import { openContext } from './harness.ts'

const { account, settings } = ADMIN_PEOPLE_WORDS.id
const { factor } = account
const { signIn } = DASHBOARD_WORDS.id

/** Sets the authenticator up. @returns its secret and the recovery codes */
async function setUp({ page }: Desk): Promise<{ secret: string; codes: string[] }> {
  await page.getByLabel(factor.password).fill('bukan-sandinya-sama-sekali')
  await page.getByRole('button', { name: factor.begin }).click()
  await page.getByText('Kata sandi sekarang salah.').waitFor()
  await page.getByLabel(factor.password).fill(ADMIN.password)
  await page.getByRole('button', { name: factor.begin }).click()
  await page.getByRole('img', { name: factor.qrLabel }).waitFor()
  expect(await faults(page)).toEqual([])
  const secret = ((await page.locator('.factor-setup code').textContent()) ?? '').replace(/\s/g, '')
  const scanned = await readByCamera(page, factor.qrLabel)
  expect(scanned).toMatch(/^otpauth:\/\/totp\//)
  expect(new URL(scanned).searchParams.get('secret')).toBe(secret)
  await page.getByLabel(factor.code).fill('000')
  await page.getByRole('button', { name: factor.confirm, exact: true }).click()
  await page.getByText(factor.codeMissing).waitFor()
  // A wrong code is said at its field; the secret that the telephone has by now stays the same.
  await page.getByLabel(factor.code).fill('000000')
  await page.getByRole('button', { name: factor.confirm, exact: true }).click()
  await page.getByText(adminProblemText({ code: 'sign-in.code-wrong' }, 'id')).waitFor()
  expect((await page.locator('.factor-setup code').textContent())?.replace(/\s/g, '')).toBe(secret)
  await page.getByLabel(factor.code).fill(new TOTP({ secret }).generate())
  await page.getByRole('button', { name: factor.confirm, exact: true }).click()
  await page.getByRole('dialog', { name: factor.codesTitle }).waitFor()
  const codes = await page.getByRole('dialog').getByRole('listitem').allTextContents()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: factor.codesDone }).click()
  return { secret, codes }
}

/** Makes new recovery codes, with one of those before. */
async function renewCodes(page: Page, code: string): Promise<void> {
  const form = page.locator('form').filter({ hasText: factor.renew })
  await form.getByLabel(factor.password).fill(ADMIN.password)
  await form.getByLabel(factor.renewCode).fill(code)
  await form.getByRole('button', { name: factor.renew }).click()
  await page.getByRole('dialog').getByRole('button', { name: factor.codesDone }).click()
  await page.getByText(factor.renewed).waitFor()
}

test('the authenticator is set up, asked for at the sign-in, and a recovery code stands in once', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'akun')
  expect(await faults(page)).toEqual([])
  const { codes } = await setUp(desk)
  expect(new Set(codes).size).toBeGreaterThanOrEqual(8)
  await page.getByText(factor.activated).waitFor()
  await page.getByText(factor.onText).waitFor()

  await page.getByRole('button', { name: account.everywhere.do }).click()
  await page.getByRole('dialog').getByRole('button', { name: account.everywhere.do }).click()
  await page.waitForURL('**/masuk')
  for (const attempt of ['first', 'second'] as const) {
    await page.goto(`${desk.server.url}/masuk?next=/kelola/akun`)
    await signInAs(page)
    await page.getByLabel(signIn.code).fill(codes[0] ?? '')
    await page.getByRole('button', { name: signIn.submit, exact: true }).click()
    if (attempt === 'second') break
    await page.getByText(factor.recovered(codes.length - 1)).waitFor()
    await renewCodes(page, codes[1] ?? '')
    await page.getByText(factor.codesLeft(codes.length)).waitFor()
    await page.getByRole('button', { name: FRAME_WORDS.id.signOut, exact: true }).click()
    await page.waitForURL('**/masuk')
  }
  await page.getByRole('alert').filter({ hasText: /kode/i }).waitFor()
  expect(page.url()).toContain('/masuk')
})

test('once it is required, an admin is led to the authenticator and cannot go elsewhere', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'pengaturan')
  await page.getByText(settings.requireSelf).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: settings.turnOn }).click()
  await page.waitForURL('**/kelola/akun')
  await page.getByText(account.must['second-factor']).waitFor()
  await page.goto(`${desk.server.url}/kelola/orang`)
  await page.waitForURL('**/kelola/akun')
  await setUp(desk)
  await page.getByText(account.done).waitFor()
  await page.getByRole('link', { name: FRAME_WORDS.id.sections.orang }).click()
  await page.getByRole('heading', { level: 1, name: FRAME_WORDS.id.sections.orang }).waitFor()
})

test('one’s own sessions are seen with where and since when, and another one is ended', async () => {
  const desk = await adminDesk()
  const { page, server } = desk
  const other = await openContext()
  const there = await other.newPage()
  await there.goto(`${server.url}/masuk`)
  await signInAs(there)
  await there.waitForURL('**/dasbor**')
  await openSection(desk, 'akun')
  const { everywhere } = account
  const rows = page.getByRole('region', { name: everywhere.title }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(3)
  await rows.filter({ hasText: everywhere.here }).getByText('127.0.0.1').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: everywhere.end }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await there.reload()
  await there.waitForURL('**/masuk**')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: FRAME_WORDS.id.sections.akun }).waitFor()
})

test('it is switched off with the password only', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await setUp(desk)
  await page.getByText(factor.activated).waitFor()
  const form = page.locator('form').filter({ hasText: factor.end })
  await form.getByRole('button', { name: factor.end }).click()
  await page.getByText(factor.passwordMissing).waitFor()
  await form.getByLabel(factor.password).fill(ADMIN.password)
  await form.getByRole('button', { name: factor.end }).click()
  await page.getByText(factor.ended).waitFor()
  await page.getByText(factor.offText).waitFor()
})
