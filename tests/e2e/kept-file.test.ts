// The log says that a backup was saved when its file went somewhere, not when it was made.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { LogEntry } from '../../src/core/log.ts'
import {
  aField,
  aPhone,
  button,
  interviewOnce,
  openPinned,
  readyOffline,
  words,
} from './enumerator.ts'

test('a backup is in the log once it was shared or downloaded, not when the share sheet was dismissed', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await readyOffline(page)
  await field.server.stop()
  await interviewOnce(page)
  // The share sheet is the system's: the person dismisses it first, and takes it the second time.
  await page.evaluate(() => {
    let opened = 0
    Object.assign(navigator, {
      canShare: () => true,
      share: async () => {
        opened += 1
        document.title = `share ${opened}`
        if (opened === 1) throw new DOMException('', 'AbortError')
      },
    })
  })
  await page.getByRole('button', { name: words.phone.save }).click()
  await openPinned(page)
  await button(page, words.phone.saveUnsent('1')).click()
  const share = page.getByRole('button', { name: words.phone.share, exact: true })
  await share.click()
  await expect.poll(() => page.title()).toBe('share 1')
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new Error('later') })))
  await expect.poll(() => loggedBy(page)).toContain('app.failed Error')
  expect(await loggedBy(page)).not.toContain('file.saved 1')
  await share.click()
  await expect.poll(() => loggedBy(page)).toContain('file.saved 1')
})

test('a backup is in the log once its download began', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await readyOffline(page)
  await field.server.stop()
  await interviewOnce(page)
  await page.getByRole('button', { name: words.phone.save }).click()
  await openPinned(page)
  await button(page, words.phone.saveUnsent('1')).click()
  await page.getByRole('link', { name: words.phone.download }).click()
  await expect.poll(() => loggedBy(page)).toContain('file.saved 1')
})

/** What the database holds of the log: code and detail. */
async function loggedBy(page: Page): Promise<string[]> {
  const entries = await page.evaluate(async () => {
    const opening = indexedDB.open('suara-warga')
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const asked = opening.result.transaction('log').objectStore('log').getAll()
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    opening.result.close()
    return asked.result as LogEntry[]
  })
  return entries.map(({ code, detail }) => [code, detail].join(' ').trim())
}
