// A planner and enumerators: assignments from the plan to what has come, and a file that was carried by hand.
import { gzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { DeviceSetup, PairReply } from '../../src/core/wire.ts'
import { ADMIN_FIELD_WORDS } from '../../src/i18n/admin-field.ts'
import { AGE_BAND_WORDS } from '../../src/i18n/age-bands.ts'
import { FRAME_WORDS } from '../../src/i18n/frame.ts'
import { problemText } from '../../src/i18n/problems.ts'
import { RESPONDENT_WORDS } from '../../src/i18n/respondent.ts'
import { anId, aSubmission } from '../make.ts'
import { adminDesk, type Desk, faults, HOSTILE, openSection, shownAsText } from './desk.ts'
import { aPhone, button, words } from './enumerator.ts'

const { assignments: w, carried } = ADMIN_FIELD_WORDS.id
const UNIT = 'puskesmas-tabak-kanilan'

test('a plan for two villages and two people becomes four assignments, and shows what has come', async () => {
  const desk = await adminDesk()
  const { page } = desk
  await openSection(desk, 'penugasan')
  await page.getByText(w.noPeopleTitle).waitFor()
  expect(await faults(page)).toEqual([])

  const ani = await anEnumerator(desk, 'Ani')
  await anEnumerator(desk, 'Budi')
  await openSection(desk, 'penugasan')
  await page.getByText(w.noneTitle).waitFor()
  await page.getByRole('button', { name: w.add, exact: true }).click()
  await page.getByRole('button', { name: w.form.create }).click()
  await page.getByText(w.form.peopleMissing).waitFor()

  const form = page.getByRole('dialog')
  await form.getByLabel(w.form.unit).selectOption(UNIT)
  await form.getByLabel(w.form.villages).fill(`Desa Tabak Kanilan\n${HOSTILE}\n\n`)
  await form.getByRole('checkbox', { name: 'Ani', exact: true }).check()
  await form.getByRole('checkbox', { name: 'Budi', exact: true }).check()
  await form.getByLabel(w.form.from, { exact: true }).fill('2026-11-01')
  await form.getByLabel(w.form.to, { exact: true }).fill('2099-12-31')
  await form.getByLabel(w.form.targetInAll).fill('101')
  await form.getByLabel(RESPONDENT_WORDS.id.sex.P).fill('50')
  await form.getByLabel(AGE_BAND_WORDS.id['60+']).fill('8')
  await form.getByText(w.form.shared('4', '25', '26')).waitFor()
  expect(await faults(page)).toEqual([])
  await form.getByRole('button', { name: w.form.create }).click()
  await page.getByText(w.done.added('4')).waitFor()
  await shownAsText(page, HOSTILE)

  const { assignments } = await setupOf(desk, ani.token)
  const first = assignments.find(({ village }) => village === 'Desa Tabak Kanilan')
  expect(first?.target).toBe(26)
  await handIn(desk, ani.token, [
    anInterview(1, first?.id, { sex: 'P', age: 63 }),
    anInterview(2, first?.id, { sex: 'L', age: 30 }),
  ])
  await openSection(desk, 'penugasan')
  const row = page.getByRole('row', { name: 'Desa Tabak Kanilan' }).filter({ hasText: 'Ani' })
  await row.getByText(w.of('2', '26')).waitFor()
  await row.getByText('Perempuan 1/13').waitFor()
  expect(await faults(page)).toEqual([])
})

test('an assignment is changed, ended and opened again; the telephone follows', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const ani = await anEnumerator(desk, 'Ani')
  await assign(desk, ani.device.id)
  await openSection(desk, 'penugasan')

  await page.getByRole('button', { name: w.named(w.edit, 'Desa Mangkatir', 'Ani') }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(w.form.target, { exact: true }).fill('40')
  await form.getByRole('button', { name: w.form.save, exact: true }).click()
  await page.getByText(w.done.changed('Desa Mangkatir')).waitFor()
  expect((await setupOf(desk, ani.token)).assignments).toMatchObject([{ target: 40 }])

  await page.getByRole('button', { name: w.named(w.end, 'Desa Mangkatir', 'Ani') }).click()
  await page.getByRole('dialog').getByRole('button', { name: w.end, exact: true }).click()
  await page.getByText(w.done.ended('Desa Mangkatir')).waitFor()
  expect((await setupOf(desk, ani.token)).assignments).toEqual([])

  await page.getByText(w.ended('1')).click()
  await page.getByRole('button', { name: w.named(w.reopen, 'Desa Mangkatir', 'Ani') }).click()
  await page.getByText(w.done.reopened('Desa Mangkatir')).waitFor()
  expect((await setupOf(desk, ani.token)).assignments).toHaveLength(1)
})

test('what somebody else changed meanwhile is not written over, and what was typed stays', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const ani = await anEnumerator(desk, 'Ani')
  const change = await assign(desk, ani.device.id)
  await openSection(desk, 'penugasan')
  await page.getByRole('button', { name: w.named(w.edit, 'Desa Mangkatir', 'Ani') }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(w.form.target, { exact: true }).fill('40')
  await ask(desk, 'PUT', `/api/assignments/${change.id}`, { ...change.asked, target: 12 })
  await form.getByRole('button', { name: w.form.save, exact: true }).click()
  await form.getByRole('button', { name: FRAME_WORDS.id.renew }).waitFor()
  expect(await form.getByLabel(w.form.target, { exact: true }).inputValue()).toBe('40')
  await form.getByRole('button', { name: FRAME_WORDS.id.renew }).click()
  await page.getByText(w.of('0', '12')).waitFor()
})

test('who would not be interviewed is counted on the phone, and then in the planner’s table', async () => {
  const desk = await adminDesk()
  const { page, server } = desk
  const { device, code } = await aCode(desk, 'Ani')
  await assign(desk, device.id, ['umum'])
  const { page: phone } = await aPhone({ server, code })
  await button(phone, words.start).click()
  await button(phone, words.interview.consent.refuse).click()
  await button(phone, words.interview.refusal.reasons.afraid).click()
  await phone.getByText(words.refusalKept).waitFor()
  // A report is at most a minute away, and three seconds after a start.
  await phone.reload()
  await expect
    .poll(
      async () => {
        await openSection(desk, 'penugasan')
        return await page.getByRole('row', { name: 'Desa Mangkatir' }).textContent()
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toContain(w.refused('1', `${w.reasons.afraid} 1`))
})

test('a file that was carried by hand goes in once, however often; another file is named as what it is', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const ani = await anEnumerator(desk, 'Ani')
  const sealed = await sealedFile(desk, ani)
  await openSection(desk, 'cadangan')
  expect(await faults(page)).toEqual([])
  await choose(page, Buffer.from('bukan cadangan'))
  await page.getByText(problemText({ code: 'carried.format' }, 'id')).waitFor()

  await choose(page, sealed)
  await page.getByText(carried.takenTitle('cadangan.age')).waitFor()
  const row = page.getByRole('row', { name: 'Ani' })
  expect(await row.getByRole('cell').allTextContents()).toEqual(['3', '0', '0', '0'])
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: carried.another }).click()
  await choose(page, sealed)
  await page.getByText(carried.takenTitle('cadangan.age')).waitFor()
  expect(await row.getByRole('cell').allTextContents()).toEqual(['0', '3', '0', '0'])
})

test('each storage of a telephone has its row, and what was refused is named with its reason', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const ani = await anEnumerator(desk, 'Ani')
  const bad = [
    { ...anInterview(4, undefined), unit: 'tidak-ada' },
    { ...anInterview(5, undefined), service: 'tidak-ada' },
  ]
  const sealed = await sealedFile(desk, ani, {
    a: [anInterview(1, undefined)],
    b: [anInterview(2, undefined), anInterview(3, undefined), ...bad],
  })
  await openSection(desk, 'cadangan')
  await choose(page, sealed)
  await page.getByText(carried.takenTitle('cadangan.age')).waitFor()
  const rows = page.getByRole('row', { name: 'Ani' })
  expect(
    await rows.evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    ),
  ).toEqual([
    ['1', '0', '0', '0'],
    ['2', '0', '0', '2'],
  ])
  await page.getByText(carried.refusedWhy('2')).click()
  const item = (n: number) => page.getByRole('listitem').filter({ hasText: anId(n) })
  await item(4)
    .getByText(problemText({ code: 'unit.unknown' }, 'id'))
    .waitFor()
  await item(5)
    .getByText(problemText({ code: 'service.unknown' }, 'id'))
    .waitFor()
  expect(await faults(page)).toEqual([])
})

/** A telephone that somebody has paired. */
async function anEnumerator(desk: Desk, name: string): Promise<PairReply> {
  const { code } = await aCode(desk, name)
  return ask(desk, 'POST', '/api/pair', { code })
}

function aCode(desk: Desk, name: string): Promise<{ device: { id: string }; code: string }> {
  const change = { kind: 'enumerator', name, place: '', unit: UNIT, services: null }
  return ask(desk, 'POST', '/api/devices', change)
}

async function assign(desk: Desk, device: string, services: string[] | null = null) {
  const asked = {
    village: 'Desa Mangkatir',
    unit: UNIT,
    services,
    device,
    target: 30,
    quotas: {},
    from: '2026-11-01',
    to: '2099-12-31',
    place: false,
  }
  const reply = await ask<{ assignments: { id: string }[] }>(desk, 'POST', '/api/assignments', {
    assignments: [asked],
  })
  return { asked, id: reply.assignments[0]?.id ?? '' }
}

function anInterview(n: number, assignment: string | undefined, respondent = {}) {
  const now = Date.now()
  return aSubmission({
    id: anId(n),
    sequence: n,
    unit: UNIT,
    service: 'umum',
    channel: 'enumerator',
    mode: 'interview',
    startedAt: now - 60_000,
    finishedAt: now,
    respondent,
    ...(assignment ? { assignment } : {}),
  })
}

async function setupOf({ server }: Desk, token: string): Promise<DeviceSetup> {
  const headers = { authorization: `Bearer ${token}` }
  return (await (await fetch(`${server.url}/api/setup`, { headers })).json()) as DeviceSetup
}

async function handIn({ server }: Desk, token: string, submissions: unknown[]): Promise<void> {
  const response = await fetch(`${server.url}/api/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sent: Date.now(), submissions }),
  })
  if (!response.ok) throw new Error(await response.text())
}

/** Interviews of this telephone by series, sealed for the server. */
async function sealedFile(
  desk: Desk,
  { device, token }: PairReply,
  bySeries: Record<string, object[]> = { a: [1, 2, 3].map((n) => anInterview(n, undefined)) },
): Promise<Buffer> {
  const { recipient = '' } = await setupOf(desk, token)
  const parcels = Object.entries(bySeries).map(([series, submissions]) => {
    return { device: device.id, token, series, submissions }
  })
  const file = { format: 'suara-warga-file@1', app: '0.3.0', written: Date.now(), parcels }
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(gzipSync(JSON.stringify(file))))
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'cadangan.age', mimeType: 'application/octet-stream', buffer }
  await page.locator('input[type="file"]').setInputFiles(file)
}

/** With the admin's own session. */
async function ask<T>(desk: Desk, method: string, path: string, data: unknown): Promise<T> {
  const { context, server } = desk
  const headers = { origin: server.url }
  const response = await context.request.fetch(server.url + path, { method, data, headers })
  if (!response.ok()) throw new Error(await response.text())
  return await response.json()
}
