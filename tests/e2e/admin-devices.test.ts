// Devices in a real browser: from the code at the desk to the tablet, to another unit, and out.
import { expect, test } from 'vitest'
import { ADMIN_SURVEY_WORDS } from '../../src/i18n/admin-survey.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { readByCamera } from './camera.ts'
import {
  ADMIN,
  adminDesk,
  type Desk,
  faults,
  HOSTILE,
  openSection,
  person,
  shownAsText,
  signInAs,
} from './desk.ts'
import { openContext } from './harness.ts'
import { attractScreen, words as kiosk, PIN } from './kiosk.ts'

const words = ADMIN_SURVEY_WORDS.id.devices
const { pair } = SITE_WORDS.id

/** Adds a kiosk in the dialog. @returns the code that is shown, in letters */
async function addKiosk({ page }: Desk, name: string): Promise<string> {
  await page.getByRole('button', { name: words.add }).click()
  const dialog = page.getByRole('dialog', { name: words.edit.newTitle })
  await dialog.getByRole('button', { name: words.edit.create }).click()
  expect(await dialog.locator('[aria-invalid="true"]').count()).toBe(2)
  await dialog.getByLabel(words.edit.name, { exact: true }).fill(name)
  await dialog.getByLabel(words.edit.place, { exact: true }).fill(`Lobi ${HOSTILE}`)
  await dialog.getByLabel(words.edit.unit, { exact: true }).selectOption('disdukcapil')
  await dialog.getByRole('button', { name: words.edit.create }).click()
  const code = page.locator('.device-code .letters')
  await code.waitFor()
  return (await code.textContent()) ?? ''
}

/** A tablet of its own opens what its camera reads at the desk. */
async function pairTablet({ page, server }: Desk, code: string) {
  const address = await readByCamera(page, words.code.qr)
  expect(address).toBe(`${server.url}/pasang#${code}`)
  const context = await openContext()
  const tablet = await context.newPage()
  await tablet.goto(address)
  for (const title of [pair.pinTitle, pair.pinAgain]) {
    await tablet.getByRole('heading', { name: title }).waitFor()
    for (const digit of PIN) await tablet.getByRole('button', { name: digit, exact: true }).click()
    await tablet.getByRole('button', { name: pair.next }).click()
  }
  await attractScreen(tablet)
  return tablet
}

test('a kiosk is added, paired by its code, moved to another unit, and revoked', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const name = `Kios ${HOSTILE}`
  await openSection(desk, 'perangkat')
  await page.getByText(words.none).waitFor()
  const code = await addKiosk(desk, name)
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  expect(await faults(page)).toEqual([])
  const tablet = await pairTablet(desk, code)
  // The desk sees the tablet by itself.
  await page.getByText(words.code.paired).waitFor()
  await page.getByRole('button', { name: words.code.done, exact: true }).click()
  await shownAsText(page, name)
  await shownAsText(page, HOSTILE)
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: words.openNamed(name) }).click()
  await page.getByText(words.detail.number).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: words.edit.act }).click()
  const dialog = page.getByRole('dialog', { name: words.edit.title(name) })
  await dialog.getByLabel(words.edit.unit, { exact: true }).selectOption('rsud')
  await dialog.getByText(words.edit.transferText).waitFor()
  await dialog.getByRole('button', { name: words.edit.saveTransfer }).click()
  await page.getByText(words.edit.transferred(name, 'RSUD Jaraga Sasameh')).waitFor()

  await page.getByRole('button', { name: words.openNamed(name) }).click()
  await page.getByRole('button', { name: words.revoke.act, exact: true }).click()
  const sure = page.getByRole('dialog', { name: words.revoke.title(name) })
  await sure.getByText(words.revoke.keeps).waitFor()
  await sure.getByRole('button', { name: words.revoke.do }).click()
  await page.getByText(words.revoke.done(name)).waitFor()
  await page.getByText(words.onlyRevoked).waitFor()
  await page.getByLabel(words.revokedToo).check()
  await page.getByRole('row').filter({ hasText: words.signs.revoked }).waitFor()
  await tablet.reload()
  await tablet.getByRole('heading', { name: kiosk.trouble.revoked }).waitFor()
})

test('devices are searched and chosen by unit', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'perangkat')
  await addKiosk(desk, 'Kios loket 2')
  await page.getByRole('button', { name: words.code.done, exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'Kios loket 2' })
  await row.getByText(words.signs.unpaired).waitFor()
  await page.getByLabel(words.search).fill('loket 2')
  await page.getByLabel(words.unit, { exact: true }).selectOption('rsud')
  await page.getByText(words.noneInUnit).waitFor()
  await page.getByLabel(words.unit, { exact: true }).selectOption('disdukcapil')
  await row.waitFor()
  await page.getByLabel(words.search).fill("' OR '1'='1")
  await page.getByText(words.noMatch).waitFor()
})

test('a planner sees the devices and changes none', async () => {
  const desk = await adminDesk()
  await person(desk.dataDir, 'perencana', 'planner')
  await openSection(desk, 'perangkat')
  await addKiosk(desk, 'Kios loket 2')
  const context = await openContext()
  const page = await context.newPage()
  await page.goto(`${desk.server.url}/masuk?next=/kelola/perangkat`)
  await signInAs(page, { ...ADMIN, username: 'perencana' })
  await page.getByRole('button', { name: words.openNamed('Kios loket 2') }).click()
  await page.getByText(words.detail.number).waitFor()
  for (const name of [words.add, words.code.act, words.edit.act, words.revoke.act])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
})

test('without a server the last list stays and says so', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'perangkat')
  await addKiosk(desk, 'Kios loket 2')
  await page.getByRole('button', { name: words.code.done, exact: true }).click()
  await page.getByRole('button', { name: words.openNamed('Kios loket 2') }).waitFor()
  await page.route('**/api/devices', (route) => route.abort())
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByText(/^Server tidak terjangkau; ini keadaan pukul/).waitFor()
  expect(await page.getByRole('button', { name: words.openNamed('Kios loket 2') }).count()).toBe(1)
})
