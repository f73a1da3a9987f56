// Who opens the wrong page, or cannot go on yet: each is told what to do, and led there.
import { expect, test } from 'vitest'
import { problemText } from '../../src/i18n/problems.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { aField, aPhone, homeScreen } from './enumerator.ts'
import { aKioskToPair, words } from './kiosk.ts'

test('a phone of an enumerator that opens the kiosk is led to its own app', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await page.goto(`${field.server.url}/kiosk`)
  await page.getByRole('heading', { name: words.trouble.otherKind }).waitFor()
  await page.getByRole('link', { name: words.trouble.openInterviews }).click()
  await homeScreen(page)
})

test('in a tab of an iPad the kiosk says how it is put on the home screen', async () => {
  const { server, context, page } = await aKioskToPair()
  await context.addInitScript(() => Object.assign(navigator, { standalone: false }))
  await page.goto(`${server.url}/kiosk`)
  await page.getByText(problemText({ code: 'context.tab' }, 'id')).waitFor()
  await page.getByText(words.trouble.tabSteps).waitFor()
})

test('pairing that an older page keeps waiting says so, and goes on when that is closed', async () => {
  const { server, context, page, code } = await aKioskToPair()
  const { blocked, next } = SITE_WORDS.id.pair
  await context.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  const older = await context.newPage()
  await older.goto(`${server.url}/empty`)
  await older.evaluate(
    () =>
      new Promise((resolve) => {
        // Held open: this page does not close it when another asks for a newer version.
        indexedDB.open('suara-warga', 1).onsuccess = resolve
      }),
  )
  await page.goto(`${server.url}/pasang#${code}`)
  await page.getByText(blocked).waitFor()
  await older.close()
  await page.getByText(blocked).waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: next, exact: true }).count()).toBe(1)
})
