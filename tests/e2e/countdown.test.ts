// Safari, which removes everything of a site that was not opened for seven days: from the third on it is said for how long.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DATABASE_NAME } from '../../src/device/db.ts'
import { aField, aPhone, words as field, homeScreen } from './enumerator.ts'
import { aKioskToPair, attractScreen, openStaffArea, pairKiosk, words } from './kiosk.ts'
import { changeValue, readDatabase } from './raw-database.ts'

const DAY_MS = 24 * 3_600_000
const OPENED_AT = { database: DATABASE_NAME, store: 'meta', key: 'openedAt' }

test('a phone that was not opened for three days says how many are left', async () => {
  const { server, code } = await aField()
  const { context, page } = await aPhone({ server, code })
  await beSafari(context)
  const said = (days: number) => page.getByText(field.trouble.evicts(days))
  await openAfter(page, { url: server.url, path: '/petugas', days: 3 })
  await homeScreen(page)
  await said(4).waitFor()
  await openAfter(page, { url: server.url, path: '/petugas', days: 7 })
  await said(0).waitFor()
})

test('a kiosk that was not opened for three days tells the staff, at the first screen and behind the PIN', async () => {
  const { server, code, context, page } = await aKioskToPair()
  await beSafari(context)
  await pairKiosk(page, server.url, code)
  await openAfter(page, { url: server.url, path: '/kiosk', days: 3 })
  await attractScreen(page)
  await page.getByText(words.trouble.evicts(4)).waitFor()
  await openStaffArea(page)
  await page.getByText(words.staff.evicts(4)).waitFor()
})

test('before the third day nothing is said', async () => {
  const { server, code, context, page } = await aKioskToPair()
  await beSafari(context)
  await pairKiosk(page, server.url, code)
  await openAfter(page, { url: server.url, path: '/kiosk', days: 2 })
  // The days are counted with this.
  await expect.poll(() => openedAt(page)).toBeGreaterThan(Date.now() - DAY_MS)
  await openStaffArea(page)
  await page.getByText(words.staff.storage, { exact: true }).waitFor()
  expect(await page.getByText(words.staff.evicts(5)).count()).toBe(0)
  await page.getByRole('button', { name: words.staff.close }).click()
  await attractScreen(page)
  expect(await page.getByText(words.trouble.evicts(5)).count()).toBe(0)
})

/** From the next page on, the browser says that it is Safari, on a computer. */
async function beSafari(context: BrowserContext): Promise<void> {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'vendor', { value: 'Apple Computer, Inc.' }),
  )
}

/** The app was last opened so many days ago, and is opened now. */
async function openAfter(
  page: Page,
  { url, path, days }: { url: string; path: string; days: number },
): Promise<void> {
  // An address of the same origin where no app runs.
  await page.goto(`${url}/api/health`)
  await changeValue(page, OPENED_AT, Date.now() - days * DAY_MS - 60_000)
  await page.goto(url + path)
}

/** When the app was last opened, as it noted itself, device clock. */
async function openedAt(page: Page): Promise<number> {
  const { stores } = await readDatabase(page, DATABASE_NAME)
  const meta = stores.find(({ name }) => name === OPENED_AT.store)
  return Number(meta?.rows.find(({ key }) => key === OPENED_AT.key)?.value)
}
