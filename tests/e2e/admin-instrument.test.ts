// The questionnaire and the survey periods in a real browser: a draft that is never lost, what it looks like, publishing it.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { ExtraQuestion, Instrument } from '../../src/core/instrument.ts'
import { localTimeOf, periodOf } from '../../src/core/period.ts'
import type { Catalogue } from '../../src/core/wire.ts'
import type { InstrumentsReply, PeriodsReply } from '../../src/core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../src/i18n/admin-survey.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { anId, aSubmission, skm } from '../make.ts'
import { ADMIN, adminDesk, type Desk, faults, HOSTILE, openSection, shownAsText } from './desk.ts'
import { commandHere } from './prepared.ts'

const { instrument: words, periods } = ADMIN_SURVEY_WORDS.id
const { extras, weights, preview } = words

const region = (page: Page, name: string) => page.getByRole('region', { name })

/** Adds a question with four answers to the draft. */
async function addQuestion(page: Page, question: string): Promise<void> {
  await page.getByRole('button', { name: extras.add }).click()
  const dialog = page.getByRole('dialog', { name: extras.newTitle })
  await dialog.getByRole('button', { name: extras.apply }).click()
  // The question and its four answers: nothing may be missing; English may.
  expect(await dialog.locator('[aria-invalid="true"]').count()).toBe(5)
  for (const [group, text] of [
    [extras.inIndonesian, question],
    [extras.inEnglish, 'How was the queue?'],
  ] as const) {
    const fields = dialog.getByRole('group', { name: group })
    await fields.getByLabel(extras.question).fill(text)
    for (const score of [1, 2, 3, 4])
      await fields
        .getByLabel(new RegExp(`^${extras.answer(score)}`))
        .fill(`${group} ${score} ${HOSTILE}`)
  }
  await dialog.getByRole('button', { name: extras.apply }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('a draft saves itself, is there after a reload, looks as it will, and is published', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const question = `Bagaimana antreannya? ${HOSTILE}`
  await openSection(desk, 'kuesioner')
  await page.getByText(words.nowSame).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel(words.order.main).check()
  await addQuestion(page, question)
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await page.reload()
  await page.getByText(words.nowDraft(2)).waitFor()
  await shownAsText(page, question)

  const shown = page.getByRole('complementary', { name: preview.title })
  await shown.getByLabel(preview.question, { exact: true }).selectOption('9')
  await shown.getByRole('heading', { name: question }).waitFor()
  await shown.getByRole('button', { name: `${extras.inIndonesian} 4 ${HOSTILE}` }).waitFor()
  await shown.getByRole('button', { name: 'English' }).click()
  await shown.getByRole('heading', { name: 'How was the queue?' }).waitFor()
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: words.publish }).click()
  const dialog = page.getByRole('dialog', { name: words.publishTitle })
  await dialog.getByText(words.changes.order(words.order.main)).waitFor()
  await dialog.getByText(words.changes.extraAdded(question)).waitFor()
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: words.publishDo('skm-2017@2') }).click()
  await page.getByText(words.published('skm-2017@2')).waitFor()
  await page.getByText(words.nowSame).waitFor()
  await region(page, words.versions).getByRole('row').filter({ hasText: 'skm-2017@2' }).waitFor()
  // Asked once, it keeps its kind.
  await page.getByRole('button', { name: extras.editNamed(question) }).click()
  expect(await page.getByRole('radio', { name: extras.kinds.text }).isDisabled()).toBe(true)
})

test('weights that do not sum to 1 stay in the browser, and are never published', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'kuesioner')
  const card = region(page, weights.title)
  await card.getByLabel(weights.own).check()
  await card.getByText(weights.sumRight, { exact: true }).waitFor()
  await card.getByLabel('Persyaratan', { exact: true }).fill('2/9')
  await card.getByText(weights.sumMore('1/9')).waitFor()
  // Decimals add up to a decimal.
  const fields = card.getByRole('textbox')
  for (let i = 0; i < 9; i++) await fields.nth(i).fill(i === 0 ? '0,3125' : '0,125')
  await card.getByText('1,3125', { exact: true }).waitFor()
  await card.getByText(weights.sumMore('0,3125')).waitFor()
  // The list follows the printed order.
  const last = () => card.locator('.weights-list label').last().textContent()
  const annex = await last()
  await page.getByLabel(words.order.main).check()
  expect(await last()).not.toBe(annex)
  await page.getByLabel(words.order.annex).check()
  await card.getByRole('button', { name: weights.makeEqual }).click()
  await card.getByLabel('Persyaratan', { exact: true }).fill('2/9')
  await page.getByText(words.save.held).waitFor()
  expect(await page.getByRole('button', { name: words.publish }).isDisabled()).toBe(true)
  await page.reload()
  await card.getByText(weights.sumMore('1/9')).waitFor()
  await card.getByLabel('Biaya/Tarif', { exact: true }).fill('0')
  await card.getByText(weights.sumRight, { exact: true }).waitFor()
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await card.getByRole('button', { name: weights.makeEqual }).click()
  await page.getByText(words.nowSame).waitFor()
})

test('without a server the draft waits in the browser, and goes by itself', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'kuesioner')
  await page.route('**/api/instruments/draft', (route) => route.abort())
  await page.getByLabel(words.order.main).check()
  await page.getByText(words.save.failed).waitFor()
  await page.unroute('**/api/instruments/draft')
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await page.getByRole('button', { name: words.discard }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.discard }).click()
  await page.getByText(words.nowSame).waitFor()
  expect(await page.getByLabel(words.order.annex).isChecked()).toBe(true)
})

test('what another admin changed meanwhile is neither published unseen nor written over', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'kuesioner')
  await page.getByLabel(words.order.main).check()
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await draftElsewhere(desk, { ...skm, weights: [0.2, ...Array<number>(8).fill(0.1)] })
  await page.getByRole('button', { name: words.publish }).click()
  await page.getByRole('button', { name: words.publishDo('skm-2017@2') }).click()
  await page.getByText(words.changed.text(ADMIN.username)).waitFor()
  expect(await faults(page)).toEqual([])
  // What was typed is still there, also after a reload, and is not sent by itself.
  await page.reload()
  await page.getByText(words.changed.text(ADMIN.username)).waitFor()
  expect(await page.getByLabel(words.order.main).isChecked()).toBe(true)
  await page.getByRole('button', { name: words.changed.theirs }).click()
  await page.getByText(words.nowDraft(1)).waitFor()
  expect(await page.getByLabel(weights.own).isChecked()).toBe(true)

  await draftElsewhere(desk, { ...skm, printedOrder: 'annex' })
  await region(page, weights.title).getByLabel(weights.equal(9)).check()
  await page.getByLabel(words.order.main).check()
  await page.getByRole('button', { name: words.changed.mine }).click()
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await page.getByRole('button', { name: words.publish }).click()
  await page.getByRole('dialog').getByText(words.changes.order(words.order.main)).waitFor()
  await page.getByRole('button', { name: words.publishDo('skm-2017@2') }).click()
  await page.getByText(words.published('skm-2017@2')).waitFor()
})

test('a draft that another admin changed meanwhile is not thrown away unseen', async () => {
  const desk = await adminDesk()
  const { page, server } = desk
  const draftThere = async () => {
    const reply = await page.request.get(`${server.url}/api/instruments`)
    return ((await reply.json()) as InstrumentsReply).draft
  }
  await openSection(desk, 'kuesioner')
  await page.getByLabel(words.order.main).check()
  await page.getByText(words.save.saved, { exact: true }).waitFor()
  await draftElsewhere(desk, { ...skm, weights: [0.2, ...Array<number>(8).fill(0.1)] })
  const discard = async () => {
    await page.getByRole('button', { name: words.discard }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.discard }).click()
  }
  await discard()
  await page.getByText(words.changed.text(ADMIN.username)).waitFor()
  expect(await page.getByLabel(words.order.main).isChecked()).toBe(true)
  expect((await draftThere())?.weights?.[0]).toBe(0.2)
  await page.getByRole('button', { name: words.changed.theirs }).click()
  await page.getByText(words.nowDraft(1)).waitFor()
  await discard()
  await page.getByText(words.nowSame).waitFor()
  expect(await draftThere()).toBe(null)
})

test('extra questions are ordered by keyboard, removed, and put back', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'kuesioner')
  await addQuestion(page, 'Pertama?')
  await addQuestion(page, 'Kedua?')
  const list = region(page, extras.title).getByRole('listitem')
  await page.getByRole('button', { name: extras.up('Kedua?') }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(extras.moved('Kedua?', 1)).waitFor()
  expect(await list.first().textContent()).toContain('Kedua?')
  await page.getByRole('button', { name: extras.removeNamed('Kedua?') }).click()
  await page.getByText(extras.removed('Kedua?')).waitFor()
  await page.getByRole('button', { name: extras.undo }).click()
  expect(await list.first().textContent()).toContain('Kedua?')
})

test('a period is added at one tap, closed, opened again with a reason, and removed', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'periode')
  await page.getByText(periods.none).waitFor()
  await page.getByRole('button', { name: periods.add }).click()
  const dialog = page.getByRole('dialog')
  expect(await faults(page)).toEqual([])
  const ready = dialog.getByRole('group', { name: periods.ready }).getByRole('button').nth(1)
  const name = (await ready.textContent()) ?? ''
  await ready.click()
  await dialog.getByRole('button', { name: periods.create }).click()
  await page.getByText(periods.done.added(name)).waitFor()

  // The same days again.
  await page.getByRole('button', { name: periods.add }).click()
  await dialog.getByLabel(periods.name).fill(`Lain ${HOSTILE}`)
  const year = new Date().getFullYear()
  await dialog.getByLabel(periods.from).fill(`${year}-01-01`)
  await dialog.getByLabel(periods.to).fill(`${year}-12-31`)
  await dialog.getByRole('button', { name: periods.create }).click()
  await dialog.getByText('Hari-harinya bertumpuk dengan periode lain.').waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: periods.named(periods.close, name) }).click()
  await dialog.getByRole('button', { name: periods.close }).click()
  await page.getByText(periods.done.closed(name)).waitFor()
  await page.getByRole('button', { name: periods.named(periods.reopen, name) }).click()
  await dialog.getByRole('button', { name: periods.reopen }).click()
  await dialog.getByText(periods.reasonMissing).waitFor()
  await dialog.getByLabel(periods.reason).fill(`Terlambat ${HOSTILE}`)
  await dialog.getByRole('button', { name: periods.reopen }).click()
  await page.getByText(periods.done.reopened(name)).waitFor()
  await shownAsText(page, HOSTILE)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: periods.named(periods.remove, name) }).click()
  await dialog.getByRole('button', { name: periods.remove }).click()
  await page.getByText(periods.done.removed(name)).waitFor()
  await page.getByText(periods.none).waitFor()
})

/** Keeps a draft as another page would, made against what is there now. */
async function draftElsewhere(
  { server, context }: Pick<Desk, 'server' | 'context'>,
  instrument: Instrument,
): Promise<void> {
  const headers = { origin: server.url }
  const api = `${server.url}/api/instruments`
  const { revision }: InstrumentsReply = await (await context.request.get(api)).json()
  const kept = await context.request.put(`${api}/draft`, {
    data: { revision, instrument },
    headers,
  })
  expect(kept.ok()).toBe(true)
}

/** Publishes a version with this question, and sends answers to it as a paired device does. */
async function answersTo({ server, context, dataDir }: Desk, extra: ExtraQuestion): Promise<void> {
  const headers = { origin: server.url }
  const api = `${server.url}/api/instruments`
  await draftElsewhere({ server, context }, { ...skm, extras: [extra] })
  const { revision }: InstrumentsReply = await (await context.request.get(api)).json()
  const published = await context.request.post(`${api}/publish`, { data: { revision }, headers })
  expect(published.ok()).toBe(true)
  const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token', '--json']
  const { token } = await commandHere(device, { dataDir })
  const now = Date.now()
  const submissions = [true, true, false].map((value, i) =>
    aSubmission({
      id: anId(i + 1),
      sequence: i + 1,
      instrument: 'skm-2017@2',
      extra: { [extra.key]: value },
      startedAt: now - 60_000,
      finishedAt: now,
    }),
  )
  const sent = await fetch(`${server.url}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sent: now, submissions }),
  })
  expect(await sent.json()).toMatchObject({ stored: [anId(1), anId(2), anId(3)] })
}

/** Makes this quarter a period, in which the service that was answered for has so many users. */
async function usersOf({ server, context }: Desk, count: number): Promise<void> {
  const headers = { origin: server.url }
  const { from, to } = periodOf(localTimeOf(Date.now(), 'Asia/Jakarta').day, 'quarter')
  const data = { name: 'Triwulan ini', from, to }
  const added = await context.request.post(`${server.url}/api/periods`, { data, headers })
  const { periods: all }: PeriodsReply = await added.json()
  const catalogue: Catalogue = await (
    await context.request.get(`${server.url}/api/catalogue`)
  ).json()
  const unit = catalogue.units.find(({ id }) => id === 'disdukcapil')
  const service = unit?.services.find(({ id }) => id === 'ktp-el')
  const change = {
    name: service?.name,
    standard: service?.standard,
    users: { [all[0]?.id ?? '']: count },
    freeByLaw: null,
  }
  const url = `${server.url}/api/units/disdukcapil/services/ktp-el`
  expect((await context.request.put(url, { data: change, headers })).ok()).toBe(true)
}

test('answers to an extra question are seen by a planner, beside the sample that N asks for', async () => {
  const desk = await adminDesk()
  const question = `Ada kursi? ${HOSTILE}`
  await answersTo(desk, {
    key: 'x-kursi',
    kind: 'yes-no',
    unit: null,
    service: null,
    question,
    en: { question: 'Were there chairs?' },
  })
  const { page, server } = desk
  await usersOf(desk, 1000)
  await page.goto(`${server.url}/dasbor`)
  // 1,000 users ask for 278 respondents; three have answered.
  await page.getByText(DASHBOARD_WORDS.id.population.missing('275', '278', '1.000')).waitFor()
  const card = page.getByRole('region', { name: DASHBOARD_WORDS.id.extras.title })
  const rows = card.getByRole('row')
  await rows.filter({ hasText: 'ya' }).getByText('2', { exact: true }).waitFor()
  await rows.filter({ hasText: 'tidak' }).getByText('1', { exact: true }).waitFor()
  await shownAsText(page, question)
})
