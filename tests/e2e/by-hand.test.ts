// Answers that leave by hand, through the screens: what a backup holds, what was refused, and files of other devices.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  aField,
  aPhone,
  button,
  chip,
  heading,
  homeScreen,
  interviewOnce,
  openPinned,
  readyOffline,
  words,
} from './enumerator.ts'
import { changeValue, readDatabase } from './raw-database.ts'

test('what the server refused is said in red, leads to why, and goes into a backup', async () => {
  const { page } = await aPhone(await aField())
  await interviewOnce(page)
  await chip(page, words.list.states.sent).waitFor()
  await refuse(page)
  await page.reload()
  await homeScreen(page)
  const pill = page
    .getByRole('button', { name: words.pill.label })
    .filter({ hasText: words.pill.refused('1') })
  expect(await pill.getAttribute('class')).toContain('home-pill-bad')
  expect(await page.getByText(words.phone.saveNothing).count()).toBe(0)
  await pill.click()
  await heading(page, words.phone.refused.title('1')).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Kuesioner' }).waitFor()
  await button(page, words.phone.save).click()
  await openPinned(page)
  await button(page, words.phone.saveUnsent('1')).click()
  await page.getByText(words.phone.made('1')).waitFor()
})

test('a file that the server refused goes again when the person asks, or takes it in once more', async () => {
  const { page, context } = await aPhone(await aField())
  const sent: string[] = []
  await context.route('**/api/carried', async (route) => {
    sent.push(route.request().method())
    await route.continue()
  })
  await page.getByRole('button', { name: words.pill.label }).click()
  await button(page, words.phone.take).click()
  await openPinned(page)
  const choose = () =>
    page.locator('input[type=file]').setInputFiles({
      name: 'lain.age',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(`age-encryption.org/v1\n${'x'.repeat(400)}`),
    })
  const { refusedFile, taken } = words.phone
  await choose()
  await button(page, refusedFile.retry).waitFor()
  expect(sent).toHaveLength(1)
  expect(await page.getByText(words.phone.carriedDelivered('1')).count()).toBe(0)
  await button(page, refusedFile.retry).click()
  await expect.poll(() => sent.length).toBe(2)
  await button(page, refusedFile.retry).waitFor()
  await choose()
  await page.getByText(taken.again).waitFor()
  await expect.poll(() => sent.length).toBe(3)
  await button(page, refusedFile.retry).waitFor()
})

test('a backup holds what waits, or all that is still here, as the person chooses', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await readyOffline(page)
  await interviewOnce(page)
  await chip(page, words.list.states.sent).waitFor()
  await page.getByRole('button', { name: words.phone.save }).click()
  await openPinned(page)
  expect(await button(page, words.phone.saveUnsent('0')).isDisabled()).toBe(true)
  await button(page, words.phone.saveKept('1')).click()
  await page.getByText(words.phone.made('1')).waitFor()
  await button(page, words.back).click()
  await field.server.stop()
  await interviewOnce(page)
  await page.getByRole('button', { name: words.phone.save }).click()
  await button(page, words.phone.saveKept('2')).click()
  await page.getByText(words.phone.made('2')).waitFor()
  await button(page, words.back).click()
  await page.getByRole('button', { name: words.phone.save }).click()
  await button(page, words.phone.saveUnsent('1')).click()
  await page.getByText(words.phone.made('1')).waitFor()
})

/** All that is in the outbox, as if the server had refused it. */
async function refuse(page: Page): Promise<void> {
  const database = 'suara-warga'
  const { stores } = await readDatabase(page, database)
  const rows = stores.find(({ name }) => name === 'outbox')?.rows ?? []
  for (const { value } of rows) {
    const { id } = value as { id: string }
    const refused = { state: 'refused', problems: [{ code: 'instrument.unknown' }] }
    await changeValue(page, { database, store: 'outbox', key: id }, refused)
  }
}
