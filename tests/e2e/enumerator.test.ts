// Enumerators in a real browser: interviews without signal, drafts that outlive everything, corrections, refusals, progress.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { LOG_WORDS } from '../../src/i18n/log.ts'
import {
  aField,
  answerAbout,
  answerElements,
  aPhone,
  begin,
  button,
  chip,
  dayFromToday,
  elements,
  type Field,
  heading,
  homeScreen,
  interviewOnce,
  openPinned,
  PHONE,
  readyOffline,
  words,
} from './enumerator.ts'
import { launchBrowser, openContext, tempDir } from './harness.ts'
import { pairKiosk } from './kiosk.ts'

const { interview } = words

test('an interview without signal outlives a killed browser, is corrected, sent, and counted', async () => {
  const field = await aField()
  const userDataDir = await tempDir()
  const phone = await aPhone(field, { userDataDir })
  await readyOffline(phone.page)
  await field.server.stop()
  await begin(phone.page)
  await answerElements(phone.page, 0, 5)
  await heading(phone.page, elements[5]?.question ?? '').waitFor()
  await phone.kill()

  const { context } = await launchBrowser({ userDataDir, viewport: PHONE })
  const page = await context.newPage()
  await page.goto(`${field.server.url}/petugas`)
  await answerElements(page, 5, 6)
  await button(page, interview.leave).click()
  await homeScreen(page)
  await page.getByRole('button', { name: words.list.draft('6', '9') }).click()
  await answerElements(page, 6, 9)
  await answerAbout(page, { sex: 'Perempuan', age: '66' })
  await page.getByText(interview.summary.complete).waitFor()
  await button(page, interview.summary.finish).click()
  await heading(page, interview.saved.title).waitFor()
  await page.getByText(interview.saved.text('1')).waitFor()
  await button(page, interview.saved.home).click()

  await page.getByRole('region', { name: words.progress.bar('1', '50') }).waitFor()
  await chip(page, words.list.states.waiting).waitFor()
  await correctFirst(page)
  await field.restart()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await chip(page, words.list.states.sent).waitFor()

  const { assignments } = await field.call('GET', '/api/assignments')
  expect(assignments[0].progress).toMatchObject({ n: 1, sex: { P: 1 }, age: { '60+': 1 } })
  await page.getByRole('button', { name: words.list.number('1') }).click()
  await page.getByText(interview.seen.sent).waitFor()
  await page.getByText('Sangat sesuai').waitFor()
  expect(await button(page, interview.seen.correct).count()).toBe(0)
})

/** The first of the nine gets its fourth answer, in an interview that waits. */
async function correctFirst(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.list.number('1') }).click()
  await page.getByText(interview.seen.correctable).waitFor()
  await button(page, interview.seen.correct).click()
  await page.getByRole('button', { name: elements[0]?.question ?? '' }).click()
  await button(page, elements[0]?.answers[3] ?? '').click()
  // The next question is shown; "Tutup" leads back to the summary.
  await heading(page, elements[1]?.question ?? '').waitFor()
  await button(page, interview.leave).click()
  await button(page, interview.seen.saveCorrection).click()
  await page.getByText(interview.seen.corrected).waitFor()
  await button(page, words.back).click()
  await homeScreen(page)
  await page.getByText(words.list.corrected).waitFor()
}

test('all on one scroll: what is not known or not said is kept, and a reload continues there', async () => {
  const field = await aField({ assignments: [{ place: true }] })
  const { page, context } = await aPhone(field)
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: -1.73, longitude: 114.84, accuracy: 12 })
  await begin(page)
  await page.getByText(interview.place.kept('12')).waitFor()
  await button(page, interview.style.scroll).click()
  const [first, second] = elements
  const part = (question = '') => page.getByRole('region', { name: question, exact: true })
  await button(part(first?.question), first?.answers[1] ?? '').click()
  await button(part(second?.question), interview.unanswered.unknown).click()
  await button(part(words.form.sex), interview.unanswered.declined).click()
  await part(interview.comment).getByRole('textbox').fill('Antrean pagi panjang.')
  // At most the last tap may be lost: this one is on disk.
  await expect.poll(() => keptComment(page)).toBe('Antrean pagi panjang.')
  await page.reload()
  await part(interview.comment).waitFor()
  await page.getByRole('button', { name: interview.toSummary }).click()

  await heading(page, `${interview.summary.open} (12)`).waitFor()
  const line = (question = '') => page.getByRole('button', { name: question })
  await expect.poll(() => line(first?.question).textContent()).toContain(first?.answers[1])
  expect(await line(second?.question).textContent()).toContain(interview.unanswered.unknown)
  expect(await line(words.form.sex).textContent()).toContain(interview.unanswered.declined)
  expect(await line(interview.comment).textContent()).toContain('Antrean pagi panjang.')
  await button(page, interview.summary.finish).click()
  await button(page, interview.saved.home).click()
  await chip(page, words.list.states.sent).waitFor()
  await page.getByText(words.list.placeKept).waitFor()
  // Why there is no answer is still said of the interview that was sent.
  await chip(page, words.list.states.sent).click()
  const seen = (question = '') => page.getByRole('listitem').filter({ hasText: question })
  await seen(words.form.sex).getByText(interview.unanswered.declined).waitFor()
  await seen(second?.question).getByText(interview.unanswered.unknown).waitFor()
  await button(page, words.back).click()
  // The style is remembered for the next one.
  await begin(page)
  await part(first?.question).waitFor()
})

function keptComment(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) =>
        request.addEventListener('success', () => resolve(request.result)),
      )
    const database = await done(indexedDB.open('suara-warga'))
    const [draft] = await done(database.transaction('drafts').objectStore('drafts').getAll())
    database.close()
    return draft?.comment
  })
}

test('a refusal is counted on the phone, also after a reload', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await button(page, words.start).click()
  await button(page, interview.consent.refuse).click()
  await button(page, interview.refusal.reasons.afraid).click()
  await page.getByText(words.refusalKept).waitFor()
  await page.reload()
  await homeScreen(page)
  const row = page.locator('dl > div').filter({ hasText: words.progress.refusals })
  await expect.poll(() => row.textContent()).toBe(`${words.progress.refusals}1`)
})

test('beyond a quota or the target is said, and still kept', async () => {
  const field = await aField({
    assignments: [{ target: 1, quotas: { sex: { P: 1 }, age: { '60+': 1 } } }],
  })
  const { page } = await aPhone(field)
  await interviewOnce(page, { sex: 'Perempuan', age: '66' })
  await page.getByText(words.progress.reached).waitFor()
  await begin(page)
  await answerElements(page, 0, 9)
  await answerAbout(page, { sex: 'Perempuan', age: '34' })
  await page.getByText(interview.quotaFull('Perempuan', '1', '1')).waitFor()
  expect(await page.getByText(/60 tahun ke atas sudah penuh/).count()).toBe(0)
  await button(page, interview.summary.finish).click()
  await button(page, interview.saved.home).click()
  await page.getByRole('region', { name: words.progress.bar('2', '1') }).waitFor()
  await page.getByText(words.progress.over, { exact: true }).waitFor()
})

test('of several assignments one is chosen and remembered; each says its time', async () => {
  const field = await aField({
    assignments: [
      { village: 'Desa Kini' },
      { village: 'Desa Nanti', from: dayFromToday(5), to: dayFromToday(9) },
    ],
  })
  const { page } = await aPhone(field)
  await heading(page, 'Desa Kini').waitFor()
  await button(page, words.task.choose('2')).click()
  await page.getByRole('button', { name: /^Desa Nanti/ }).click()
  await heading(page, 'Desa Nanti').waitFor()
  await page.getByText(/Penugasan ini baru mulai/).waitFor()
  await page.reload()
  await heading(page, 'Desa Nanti').waitFor()
})

test('a draft that goes on is warned by the quotas of its own assignment', async () => {
  const field = await aField({
    assignments: [
      { village: 'Desa Kini', quotas: { sex: { P: 1 } } },
      { village: 'Desa Nanti', from: dayFromToday(-1), to: dayFromToday(9), quotas: {} },
    ],
  })
  const { page } = await aPhone(field)
  await interviewOnce(page, { sex: 'Perempuan' })
  await begin(page)
  await answerElements(page, 0, 1)
  await page.goBack()
  await page.goBack()
  await button(page, words.task.choose('2')).click()
  await page.getByRole('button', { name: /^Desa Nanti/ }).click()
  await heading(page, 'Desa Nanti').waitFor()
  await page.getByRole('button', { name: words.list.draft('1', '9') }).click()
  await answerElements(page, 0, 9)
  await answerAbout(page, { sex: 'Perempuan' })
  await page.getByText(interview.quotaFull('Perempuan', '1', '1')).waitFor()
})

test('without an assignment the own unit is asked about, and that is said', async () => {
  const field = await aField({ assignments: [] })
  const { page } = await aPhone(field)
  await page.getByText(words.task.ownText).waitFor()
  await button(page, words.start).click()
  await heading(page, interview.service.title).waitFor()
  await page.getByRole('button', { name: /^Imunisasi/ }).click()
  await page.getByText(/Imunisasi, Puskesmas Tabak Kanilan/).waitFor()
})

test('the phone’s Back corrects the question before, and then leads home with the draft kept', async () => {
  const { page } = await aPhone(await aField())
  await begin(page)
  await answerElements(page, 0, 1)
  await heading(page, elements[1]?.question ?? '').waitFor()
  await page.goBack()
  await heading(page, elements[0]?.question ?? '').waitFor()
  const chosen = button(page, elements[0]?.answers[2] ?? '')
  expect(await chosen.getAttribute('aria-pressed')).toBe('true')
  await page.goBack()
  await homeScreen(page)
  await page.getByRole('button', { name: words.list.draft('1', '9') }).waitFor()
})

test('a draft is removed only when the person says so twice', async () => {
  const { page } = await aPhone(await aField())
  await begin(page)
  await answerElements(page, 0, 1)
  await button(page, interview.style.scroll).click()
  await page.getByRole('button', { name: interview.toSummary }).click()
  await button(page, interview.summary.drop).click()
  await button(page, interview.summary.dropNo).click()
  await button(page, interview.summary.drop).click()
  await button(page, interview.summary.dropYes).click()
  await page.getByText(words.draftDropped).waitFor()
  await page.reload()
  await homeScreen(page)
  await page.getByText(words.list.none).waitFor()
})

test('a backup asks for the PIN, and the file is named after what is in it', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await readyOffline(page)
  await field.server.stop()
  await interviewOnce(page)
  await page.getByRole('button', { name: words.phone.save }).click()
  await openPinned(page)
  await button(page, words.phone.saveUnsent('1')).click()
  await page.getByText(words.phone.made('1')).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: words.phone.download }).click()
  expect((await download).suggestedFilename()).toMatch(/1-jawaban\.age$/)
})

test('a file that the server would not take says why, can be saved, and goes when the person says so twice', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await page.getByRole('button', { name: words.pill.label }).click()
  await button(page, words.phone.take).click()
  await openPinned(page)
  const strange = Buffer.from(`age-encryption.org/v1\n${'x'.repeat(400)}`)
  const choose = () =>
    page.locator('input[type=file]').setInputFiles({
      name: 'lain.age',
      mimeType: 'application/octet-stream',
      buffer: strange,
    })
  await choose()
  await page.getByText(words.phone.taken.taken).waitFor()
  const { refusedFile } = words.phone
  await button(page, refusedFile.remove).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: words.phone.download }).click()
  expect(await readFile(await (await download).path())).toEqual(strange)
  await button(page, refusedFile.remove).click()
  await page.getByText(refusedFile.text).waitFor()
  await button(page, words.phone.cancel).click()
  await button(page, refusedFile.remove).click()
  await button(page, refusedFile.yes).click()
  await button(page, refusedFile.remove).waitFor({ state: 'detached' })
  await choose()
  await page.getByText(words.phone.taken.taken).waitFor()
})

describe('a browser that is no enumerator’s', () => {
  test('says so where it is not paired, and leads to the pairing', async () => {
    const page = await aBrowser(await aField())
    await heading(page, words.trouble.notPaired).waitFor()
    await page.getByRole('link', { name: words.trouble.pair }).click()
    await page.waitForURL('**/pasang')
  })

  test('says so where it is a kiosk', async () => {
    const field = await aField()
    const page = await aBrowser(field)
    await pairAsKiosk(page, field)
    await page.goto(`${field.server.url}/petugas`)
    await heading(page, words.trouble.kiosk).waitFor()
  })
})

test('on an iPhone nothing is collected outside an installed app, and the way to install it is told', async () => {
  const { page, context } = await aPhone(await aField())
  await context.addInitScript(() => Object.assign(navigator, { standalone: false }))
  await page.reload()
  await heading(page, words.trouble.ios).waitFor()
  await page.getByText(words.trouble.iosSteps[1] ?? '').waitFor()
  expect(await button(page, words.start).count()).toBe(0)
})

test('the phone’s log is shown in words, without an answer', async () => {
  const { page } = await aPhone(await aField())
  await page.getByRole('button', { name: words.pill.label }).click()
  await button(page, words.phone.logShow).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: LOG_WORDS.id['app.started'] })
    .first()
    .waitFor()
})

async function aBrowser({ server }: Field): Promise<Page> {
  const page = await (await openContext(PHONE)).newPage()
  await page.goto(`${server.url}/petugas`)
  return page
}

async function pairAsKiosk(page: Page, field: Field): Promise<void> {
  const { code } = await field.kiosk()
  await pairKiosk(page, field.server.url, code)
}

test('a phone whose access was withdrawn keeps what it has and says so', async () => {
  const field = await aField()
  const { page } = await aPhone(field)
  await field.revoke()
  await interviewOnce(page)
  await page.getByText(words.trouble.revoked).waitFor()
  await chip(page, words.list.states.waiting).waitFor()
})

test('in English nothing of an interview is left in Indonesian but the names', async () => {
  const { page } = await aPhone(await aField())
  await page.getByRole('button', { name: words.pill.label }).click()
  await button(page, 'English').or(button(page, 'EN')).first().click()
  await heading(page, 'This phone').waitFor()
  await button(page, 'Back').click()
  await button(page, 'Start interview').click()
  await button(page, 'Agrees').click()
  await heading(page, elements[0]?.en.question ?? '').waitFor()
  await page.reload()
  await heading(page, elements[0]?.en.question ?? '').waitFor()
})
