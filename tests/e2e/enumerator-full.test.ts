// An enumerator's phone that has no room: nothing leaves the screen before it is on disk, and no file says another thing than the phone.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  aField,
  answerAbout,
  answerElements,
  aPhone,
  begin,
  button,
  chip,
  elements,
  heading,
  homeScreen,
  words,
} from './enumerator.ts'
import { commandHere } from './prepared.ts'

const { interview } = words

test('while the storage fails the answers stay on the screen; "saved" comes when they are on disk, the same as in the file', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await begin(page)
  await answerElements(page, 0, 1)
  await breakDisk(page)
  await answerElements(page, 1, 9)
  await page.getByRole('alert').filter({ hasText: interview.unsaved }).waitFor()
  await answerAbout(page)
  await button(page, interview.summary.finish).click()
  await heading(page, interview.saving.failed).waitFor()
  expect(await heading(page, interview.saved.title).count()).toBe(0)
  await button(page, interview.saving.toFile).click()
  await page.getByText(interview.saving.fileSaved).waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: words.phone.download }).click()
  const file = await (await downloading).path()
  const { parcels } = await commandHere(['take-in', file], { dataDir: field.dataDir })
  expect(parcels).toMatchObject([{ stored: 1, refused: [] }])

  await mendDisk(page)
  await button(page, interview.saving.retry).click()
  await heading(page, interview.saved.title).waitFor()
  await button(page, interview.saved.home).click()
  await chip(page, words.list.states.sent).waitFor()
  expect(kept(field.dataDir)).toEqual({ submissions: 1, conflicts: 0 })
})

test('a draft that could not be removed is still there: it is said, and taps are kept again', async () => {
  const { page } = await aPhone(await aField())
  await begin(page)
  await answerElements(page, 0, 1)
  await button(page, interview.style.scroll).click()
  await page.getByRole('button', { name: interview.toSummary }).click()
  await breakDisk(page)
  await button(page, interview.summary.drop).click()
  await button(page, interview.summary.dropYes).click()
  await page.getByRole('alert').filter({ hasText: interview.summary.dropFailed }).waitFor()
  await button(page, interview.summary.dropNo).click()
  await mendDisk(page)
  const [, second] = elements
  await page.getByRole('button', { name: second?.question ?? '' }).click()
  const part = page.getByRole('region', { name: second?.question ?? '', exact: true })
  await button(part, second?.answers[1] ?? '').click()
  // The disk is tried again every few seconds.
  await page.getByText(interview.unsaved).waitFor({ state: 'detached' })
  await button(page, interview.leave).click()
  await homeScreen(page)
  await page.reload()
  await page.getByRole('button', { name: words.list.draft('2', '9') }).waitFor()
})

/** Nothing can be written any more, as on a full disk; reading works. */
function breakDisk(page: Page): Promise<void> {
  return page.evaluate(() => {
    const real = IDBDatabase.prototype.transaction
    Object.assign(window, {
      mendDisk: () => Object.assign(IDBDatabase.prototype, { transaction: real }),
    })
    IDBDatabase.prototype.transaction = function (
      stores: string | string[],
      mode?: IDBTransactionMode,
      options?: IDBTransactionOptions,
    ) {
      if (mode === 'readwrite') throw new DOMException('', 'QuotaExceededError')
      return real.call(this, stores, mode, options)
    }
  })
}

function mendDisk(page: Page): Promise<void> {
  return page.evaluate(() => Reflect.get(window, 'mendDisk')())
}

/** How many the server has, and how many of them it has in two ways. */
function kept(dataDir: string): unknown {
  const database = new DatabaseSync(join(dataDir, 'suara-warga.db'), { readOnly: true })
  try {
    const count = '(select count(*) from submissions) submissions'
    return {
      ...database.prepare(`select ${count}, (select count(*) from conflicts) conflicts`).get(),
    }
  } finally {
    database.close()
  }
}
