// People and the trail in a real browser: who may in, who may no longer, and what is written of it.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ADMIN_WORDS } from '../../src/i18n/admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../src/i18n/admin-people.ts'
import { FRAME_WORDS } from '../../src/i18n/frame.ts'
import {
  ADMIN,
  adminDesk,
  type Desk,
  faults,
  HOSTILE,
  openSection,
  shownAsText,
  signInAs,
} from './desk.ts'
import { openContext } from './harness.ts'

const { people: words, person: one, account, audit } = ADMIN_PEOPLE_WORDS.id
const frame = FRAME_WORDS.id

/** Adds an officer in the dialog. @returns the password that was shown */
async function addOfficer({ page }: Desk, name: string): Promise<string> {
  await page.getByRole('button', { name: words.add }).click()
  const dialog = page.getByRole('dialog', { name: one.newTitle })
  await dialog.getByLabel(one.username).fill('siti')
  await dialog.getByLabel(one.name).fill(name)
  await dialog.getByLabel(words.roles.officer).check()
  // Without a unit an officer is nobody's: said at the field, and nothing is sent.
  await dialog.getByRole('button', { name: one.create }).click()
  await dialog.getByText(frame.field.missing).waitFor()
  await dialog.getByLabel(one.unit, { exact: true }).selectOption('rsud')
  await dialog.getByRole('button', { name: one.create }).click()
  const given = page.getByRole('dialog', { name: one.passwordTitle })
  await given.waitFor()
  // Escape does not throw away what cannot be shown again.
  await page.keyboard.press('Escape')
  const password = await given.locator('code').last().textContent()
  await given.getByRole('button', { name: one.passwordDone }).click()
  return password ?? ''
}

test('a new officer gets a password, must change it first, and sees nothing else before', async () => {
  const desk = await adminDesk()
  await openSection(desk, 'orang')
  const password = await addOfficer(desk, `Siti ${HOSTILE}`)
  expect(password.length).toBeGreaterThan(10)
  await shownAsText(desk.page, `Siti ${HOSTILE}`)
  await desk.page.getByText(words.states.mustChange).waitFor()
  expect(await faults(desk.page)).toEqual([])

  const context = await openContext()
  const page = await context.newPage()
  await page.goto(`${desk.server.url}/masuk`)
  await signInAs(page, { username: 'siti', password })
  await page.getByText(account.must.password).waitFor()
  await page.goto(`${desk.server.url}/kelola/perangkat`)
  await page.waitForURL('**/kelola/akun')
  expect(await page.getByRole('link', { name: frame.sections.perangkat }).count()).toBe(0)
  await page.getByLabel(account.password.current).fill(password)
  await page.getByLabel(account.password.next, { exact: true }).fill('pendek')
  await page.getByLabel(account.password.again).fill('pendek-sekali')
  await page.getByRole('button', { name: account.password.save }).click()
  await page.getByText(account.password.differs).waitFor()
  await page.getByLabel(account.password.again).fill('pendek')
  await page.getByRole('button', { name: account.password.save }).click()
  await page.getByText(frame.field.short('10')).waitFor()
  expect(
    await page.getByLabel(account.password.next, { exact: true }).getAttribute('aria-invalid'),
  ).toBe('true')
  for (const label of [account.password.next, account.password.again])
    await page.getByLabel(label, { exact: true }).fill('perahu-kelotok-hijau')
  await page.getByRole('button', { name: account.password.save }).click()
  await page.getByText(account.done).waitFor()
  await page.getByRole('link', { name: frame.sections.perangkat }).waitFor()
  // What is for others says so, under its own address.
  await page.goto(`${desk.server.url}/kelola/orang`)
  await page.getByText(ADMIN_WORDS.id.trouble.forbidden.title).waitFor()
  expect(page.url()).toContain('/kelola/orang')
})

test('who is disabled is out at once, in every browser, and may be let in again', async () => {
  const desk = await adminDesk()
  await openSection(desk, 'orang')
  const password = await addOfficer(desk, 'Siti')
  const context = await openContext()
  const other = await context.newPage()
  await other.goto(`${desk.server.url}/masuk`)
  await signInAs(other, { username: 'siti', password })
  await other.getByText(account.must.password).waitFor()

  const { page } = desk
  await page.getByRole('button', { name: words.openNamed('Siti') }).click()
  await page.getByRole('button', { name: one.disable, exact: true }).click()
  await page
    .getByRole('dialog', { name: one.confirm.disable('Siti') })
    .getByRole('button', { name: one.disable })
    .click()
  await page.getByText(one.disabledNow).waitFor()
  await other.reload()
  await other.waitForURL('**/masuk?**')
  await page.getByRole('button', { name: one.enable }).click()
  await page.getByText(one.enabledNow).waitFor()
  await signInAs(other, { username: 'siti', password })
  await other.getByText(account.must.password).waitFor()
})

test('one’s own role and access are not for oneself', async () => {
  const desk = await adminDesk()
  await openSection(desk, 'orang')
  const { page } = desk
  await page.getByRole('button', { name: words.openNamed(ADMIN.username) }).click()
  await page.getByText(one.self).waitFor()
  expect(await page.getByRole('radio', { name: words.roles.planner }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: one.disable, exact: true }).count()).toBe(0)
  expect(await faults(page)).toEqual([])
})

test('the trail names who did what; it is searched, and taken away as a file', async () => {
  const desk = await adminDesk()
  await openSection(desk, 'orang')
  await addOfficer(desk, `Siti ${HOSTILE}`)
  await openSection(desk, 'jejak')
  const { page } = desk
  const rows = page.getByRole('row')
  const added = rows.filter({ hasText: audit.actions['person.added'] })
  await added.filter({ hasText: 'siti' }).waitFor()
  await shownAsText(page, HOSTILE)
  expect(await page.locator('main').textContent()).not.toMatch(/\{"|":/)
  expect(await faults(page)).toEqual([])

  await page.getByLabel(audit.action, { exact: true }).selectOption('session.begun')
  await page.getByRole('button', { name: audit.apply, exact: true }).click()
  await page.waitForURL('**action=session.begun')
  await rows.filter({ hasText: audit.actions['session.begun'] }).first().waitFor()
  expect(await added.count()).toBe(0)
  await page.getByLabel(audit.text, { exact: true }).fill("'; DROP TABLE audit; --")
  await page.getByRole('button', { name: audit.apply, exact: true }).click()
  await page.getByText(audit.noMatch).waitFor()
  await page.getByRole('button', { name: audit.clear }).click()
  await added.first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: audit.export }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('person.added')
})

test('without a server a section says so and loses nothing', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await page.route('**/api/people', (route) => route.abort())
  await openSection(desk, 'orang')
  await page.getByRole('heading', { name: ADMIN_WORDS.id.trouble.offline.title }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.unroute('**/api/people')
  await page.getByRole('button', { name: ADMIN_WORDS.id.trouble.retry }).click()
  await page.getByRole('button', { name: words.add }).click()
  await page.getByLabel(one.username).last().fill('budi')
  await page.route('**/api/people', (route) => route.abort())
  await page.getByRole('button', { name: one.create }).click()
  await page.getByText(frame.failure.offline).waitFor()
  expect(await page.getByLabel(one.username).last().inputValue()).toBe('budi')
})
