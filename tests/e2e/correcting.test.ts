// An interview that is being corrected stays on the phone until the person is done.
import { expect, test } from 'vitest'
import { aField, aPhone, button, elements, heading, interviewOnce, words } from './enumerator.ts'

const { interview } = words

test('what is being corrected is not sent meanwhile; then it goes as it was corrected', async () => {
  const field = await aField()
  const phone = await aPhone(field)
  const { page } = phone
  await field.server.stop()
  await interviewOnce(page, { age: '34' })
  await interviewOnce(page, { age: '41' })
  await page.getByRole('button', { name: words.list.number('1') }).click()
  await button(page, interview.seen.correct).click()
  await page.getByRole('button', { name: elements[0]?.question ?? '' }).waitFor()

  const server = await field.restart()
  const received = async (): Promise<number> =>
    (await field.call('GET', '/api/assignments')).assignments[0].progress.n
  await page.evaluate(() => void dispatchEvent(new Event('online')))
  await expect.poll(received, { timeout: 20_000 }).toBe(1)

  await page.getByRole('button', { name: elements[0]?.question ?? '' }).click()
  await button(page, elements[0]?.answers[3] ?? '').click()
  await heading(page, elements[1]?.question ?? '').waitFor()
  await button(page, interview.leave).click()
  await button(page, interview.seen.saveCorrection).click()
  await page.getByText(interview.seen.corrected).waitFor()
  await expect.poll(received, { timeout: 20_000 }).toBe(2)
  await server.stop()
})
