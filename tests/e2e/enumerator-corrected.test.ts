// An enumerator's interview that is corrected more than once before it is sent.
import { expect, test } from 'vitest'
import { aField, aPhone, begin, button, chip, elements, readyOffline, words } from './enumerator.ts'

const { interview } = words

test('a second correction takes nothing of the first back, and the server takes it', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await readyOffline(page)
  await field.server.stop()
  await begin(page)
  await button(page, interview.style.scroll).click()
  const [first] = elements
  const part = (question = '') => page.getByRole('region', { name: question, exact: true })
  const toSummary = () => page.getByRole('button', { name: interview.toSummary }).click()
  const line = (question = '') => page.getByRole('button', { name: question })
  await button(part(first?.question), interview.unanswered.unknown).click()
  await part(interview.comment).getByRole('textbox').fill('Salah ketik.')
  await toSummary()
  await button(page, interview.summary.finish).click()
  await button(page, interview.saved.home).click()

  await page.getByRole('button', { name: words.list.number('1') }).click()
  await button(page, interview.seen.correct).click()
  await line(first?.question).click()
  await button(part(first?.question), first?.answers[1] ?? '').click()
  await part(interview.comment).getByRole('textbox').fill('')
  await toSummary()
  await button(page, interview.seen.saveCorrection).click()
  await page.getByText(interview.seen.corrected).waitFor()
  await button(page, interview.seen.correct).click()
  await line(words.form.sex).click()
  await button(part(words.form.sex), 'Perempuan').click()
  await toSummary()
  await button(page, interview.seen.saveCorrection).click()
  await page.getByText(interview.seen.corrected).waitFor()
  expect(await page.getByText('Salah ketik.').count()).toBe(0)
  await button(page, words.back).click()

  await field.restart()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await chip(page, words.list.states.sent).waitFor()
  await page.getByRole('button', { name: words.list.number('1') }).click()
  const seen = (question = '') => page.getByRole('listitem').filter({ hasText: question })
  await seen(first?.question)
    .getByText(first?.answers[1] ?? '', { exact: true })
    .waitFor()
  await seen(words.form.sex).getByText('Perempuan').waitFor()
  expect(await page.getByText('Salah ketik.').count()).toBe(0)
})
