// Walks a kiosk through every screen it has, as a person does, and lets a test look at each.
import type { Page } from 'playwright-core'
import { elementsInOrder } from '../../src/core/instrument.ts'
import { skm } from '../make.ts'
import { PIN, words } from './kiosk.ts'

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
  { width: 1024, height: 600 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
] as const

/** Screens that `fit` must do so without scrolling. */
export type Look = (name: string, kind: 'fits' | 'other') => Promise<void>

/** Attract, notice, the nine, the seven, thanks, PIN, staff area; ends at the first screen. */
export async function tourKiosk(page: Page, look: Look): Promise<void> {
  await button(page, words.attract.start).waitFor()
  await look('attract', 'fits')
  await button(page, words.attract.start).click()
  await heading(page, words.notice.title).waitFor()
  await look('notice', 'other')
  await button(page, words.notice.begin).click()
  for (const element of elementsInOrder(skm, 'annex')) {
    await heading(page, element.question).waitFor()
    await look(`question ${element.key}`, 'fits')
    await button(page, element.answers[2]).click()
  }
  await tourAboutYou(page, look)
  await heading(page, words.thanks.title).waitFor()
  await look('thanks', 'other')
  await button(page, words.thanks.done).click()
  await button(page, words.attract.staff).click()
  await heading(page, words.staff.pinTitle).waitFor()
  await look('PIN', 'other')
  for (const digit of PIN) await button(page, digit).click()
  await button(page, words.staff.open).click()
  await heading(page, words.staff.title).waitFor()
  await button(page, words.staff.log.show).click()
  await button(page, words.staff.log.save).waitFor()
  await look('staff area', 'other')
  await button(page, words.staff.close).click()
  await button(page, words.attract.start).waitFor()
}

/** From sex to the comment: each answered. */
export async function tourAboutYou(
  page: Page,
  look: Look = async () => undefined,
  comment = 'Antrean pagi panjang.',
): Promise<void> {
  const answers = [
    [words.form.sex, 'Perempuan'],
    [words.form.age, '3', '4', words.form.next],
    [words.form.education, 'SMA'],
    [words.form.job, 'Petani'],
    [words.form.disability, words.form.no],
    [words.form.steered, words.form.no],
  ] as const
  for (const [question, ...taps] of answers) {
    await heading(page, question).waitFor()
    await look(question, 'fits')
    for (const tap of taps) await button(page, tap).click()
  }
  await heading(page, words.form.comment).waitFor()
  await page.getByRole('textbox').fill(comment)
  await look(words.form.comment, 'fits')
  await button(page, words.form.send).click()
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true })
