// Every text that somebody types and the system keeps, as markup, on every page that shows it: it stays a text.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { SECTIONS } from '../../src/app/admin/sections.ts'
import type { ExtraQuestion } from '../../src/core/instrument.ts'
import { localTimeOf } from '../../src/core/period.ts'
import type { PairReply } from '../../src/core/wire.ts'
import type { InstrumentsReply } from '../../src/core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../src/i18n/admin-people.ts'
import { ADMIN_SURVEY_WORDS } from '../../src/i18n/admin-survey.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { INTERVIEW_WORDS } from '../../src/i18n/enumerator-interview.ts'
import { allScores, anId, aSubmission, skm } from '../make.ts'
import { adminDesk, type Desk, openSection } from './desk.ts'
import { begin, dayFromToday, homeScreen } from './enumerator.ts'
import { openContext } from './harness.ts'
import { attractScreen, giveAnswers, typePairing } from './kiosk.ts'
import { wholeDashboard } from './planner.ts'

/** Every text by what it is; each is met on at least one page, or the test does not look where it is shown. */
const TEXTS = [
  ...['regency name', 'province', 'unit name', 'unit short', 'service name', 'law'],
  ...['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'],
  ...['period name', 'reason', 'person name', 'kiosk name', 'kiosk place', 'enumerator name'],
  ...['village', 'question', 'answer 1', 'answer 4', 'en question', 'en answer 1'],
  ...['comment', 'log detail'],
] as const
type Text = (typeof TEXTS)[number]

/** It would run where a page took it for markup, and stands as an image in the page even where nothing may run. */
const hostile = (what: Text) => `[${what}] <img src=x onerror=hacked=1>`

/** Tells of every page of a browser, at every moment, which texts stand in it as texts, and of an image that one became. */
async function watch(context: BrowserContext, met: Set<string>, harm: string[]): Promise<void> {
  await context.exposeFunction('metText', (text: string) => met.add(text))
  await context.exposeFunction('metHarm', (where: string) => harm.push(where))
  await context.addInitScript(() => {
    const told = new Set<string>()
    const tell = (name: 'metText' | 'metHarm', what: string) => {
      if (told.has(what)) return
      told.add(what)
      const listener: unknown = Reflect.get(window, name)
      if (typeof listener === 'function') listener(what)
    }
    const look = () => {
      const fields = [...document.querySelectorAll('input, textarea')].map((field) =>
        'value' in field ? String(field.value) : '',
      )
      const text = [document.documentElement.textContent, ...fields].join('\n')
      for (const [, what = ''] of text.matchAll(/\[([a-z0-9 ]+)\] <img src=x/g))
        tell('metText', what)
      if (document.querySelector('img[src="x"], [onerror]') || 'hacked' in window)
        tell('metHarm', location.pathname)
    }
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
  })
}

/** With the admin's own session. */
async function ask<T>(desk: Desk, method: string, path: string, data?: unknown): Promise<T> {
  const { context, server } = desk
  const headers = { origin: server.url }
  const options = { method, headers, ...(data === undefined ? {} : { data }) }
  const response = await context.request.fetch(`${server.url}/api/${path}`, options)
  if (!response.ok()) throw new Error(`${path}: ${await response.text()}`)
  return await response.json()
}

/** A regency in which everything that can be named has such a name. */
async function aHostileRegency(desk: Desk) {
  const [name, province] = [hostile('regency name'), hostile('province')]
  await ask(desk, 'PUT', 'regency', {
    ...{ id: 'barito-selatan', name, province, timezone: 'Asia/Jakarta' },
  })
  const { id: unit } = await ask<{ id: string }>(desk, 'POST', 'units', {
    ...{ name: hostile('unit name'), short: hostile('unit short'), kind: 'unit', parent: null },
  })
  const { day } = localTimeOf(Date.now(), 'Asia/Jakarta')
  const period = { name: hostile('period name'), from: day, to: day }
  const { periods } = await ask<{ periods: { id: string }[] }>(desk, 'POST', 'periods', period)
  const state = `periods/${periods[0]?.id}/state`
  await ask(desk, 'PUT', state, { state: 'closed' })
  await ask(desk, 'PUT', state, { state: 'open', reason: hostile('reason') })
  const parts = ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'] as const
  const standard = Object.fromEntries(parts.map((part) => [part, hostile(part)]))
  const { id: service } = await ask<{ id: string }>(desk, 'POST', `units/${unit}/services`, {
    ...{ name: hostile('service name'), standard: { ...standard, biaya: 0 } },
    ...{ users: {}, freeByLaw: hostile('law') },
  })
  const person = { username: 'siti', name: hostile('person name'), role: 'officer', unit }
  await ask(desk, 'POST', 'people', person)
  await askAt(desk, unit)
  const device = (kind: string, fields: object) =>
    ask<{ code: string; device: { id: string } }>(desk, 'POST', 'devices', {
      ...{ kind, unit, services: null, place: '' },
      ...fields,
    })
  const kiosk = await device('kiosk', {
    ...{ name: hostile('kiosk name'), place: hostile('kiosk place') },
  })
  const phone = await device('enumerator', { name: hostile('enumerator name') })
  const assignment = {
    ...{ village: hostile('village'), unit, services: null, device: phone.device.id },
    ...{ target: 10, quotas: {}, from: dayFromToday(-1), to: dayFromToday(9), place: false },
  }
  await ask(desk, 'POST', 'assignments', { assignments: [assignment] })
  return { unit, service, kiosk: kiosk.code, phone: phone.code }
}

/** Publishes an own question of this unit. */
async function askAt(desk: Desk, unit: string): Promise<void> {
  const question: ExtraQuestion = {
    key: 'x-tanya',
    kind: 'choice',
    unit,
    service: null,
    question: hostile('question'),
    answers: [hostile('answer 1'), 'b', 'c', hostile('answer 4')],
    en: { question: hostile('en question'), answers: [hostile('en answer 1'), 'b', 'c', 'd'] },
  }
  const revision = async () => (await ask<InstrumentsReply>(desk, 'GET', 'instruments')).revision
  const instrument = { ...skm, extras: [question] }
  await ask(desk, 'PUT', 'instruments/draft', { revision: await revision(), instrument })
  await ask(desk, 'POST', 'instruments/publish', { revision: await revision() })
}

/** An answer with a comment, and what the device has noted, sent as a paired kiosk does. */
async function handIn(desk: Desk, at: { unit: string; service: string }): Promise<void> {
  const kiosk = { kind: 'kiosk', name: 'Kios', place: '', services: null, unit: at.unit }
  const { code } = await ask<{ code: string }>(desk, 'POST', 'devices', kiosk)
  const { token } = await ask<PairReply>(desk, 'POST', 'pair', { code })
  const now = Date.now()
  const post = async (path: string, body: object) => {
    const reply = await fetch(`${desk.server.url}/api/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sent: now, ...body }),
    })
    expect([path, reply.status]).toEqual([path, 200])
  }
  const submission = aSubmission({
    ...{ id: anId(1), unit: at.unit, service: at.service, instrument: 'skm-2017@2' },
    ...{ comment: hostile('comment'), extra: { 'x-tanya': 1 } },
    ...{ startedAt: now - 60_000, finishedAt: now },
  })
  await post('submissions', { submissions: [submission] })
  await post('contact', {
    ...{ app: '0.3.0', unsent: 0, oldestUnsentAt: null, quarantined: 0, lastSequence: 1 },
    ...{ persisted: true, usedBytes: 1, quotaBytes: 2, trouble: null },
    log: [{ at: now, code: 'sync.failed', detail: hostile('log detail') }],
  })
}

/** Every section of `/kelola`, every dialog that shows what was typed, and the dashboard. */
async function readAtTheDesk(desk: Desk, at: { unit: string; service: string }): Promise<void> {
  const { page, server } = desk
  for (const { id } of SECTIONS) await openSection(desk, id)
  await page.goto(`${server.url}/kelola/unit?unit=${at.unit}`)
  await page.getByRole('heading', { level: 2, name: hostile('unit short') }).waitFor()
  await page.goto(`${server.url}/kelola/unit?unit=${at.unit}&layanan=${at.service}`)
  await page.getByRole('heading', { level: 1, name: hostile('service name') }).waitFor()
  await openSection(desk, 'kuesioner')
  const { editNamed } = ADMIN_SURVEY_WORDS.id.instrument.extras
  await page.getByRole('button', { name: editNamed(hostile('question')) }).click()
  await page.getByRole('dialog').waitFor()
  const { openNamed } = ADMIN_SURVEY_WORDS.id.devices
  for (const name of [hostile('kiosk name'), hostile('enumerator name'), 'Kios']) {
    await openSection(desk, 'perangkat')
    await page.getByRole('button', { name: openNamed(name), exact: true }).click()
    await page.getByText(ADMIN_SURVEY_WORDS.id.devices.detail.number).waitFor()
  }
  await page.getByText('[log detail]').waitFor()
  await openSection(desk, 'orang')
  const { people } = ADMIN_PEOPLE_WORDS.id
  await page.getByRole('button', { name: people.openNamed(hostile('person name')) }).click()
  await page.getByRole('dialog').waitFor()
  await page.goto(`${server.url}/dasbor`)
  await wholeDashboard(page)
  await page.getByRole('region', { name: DASHBOARD_WORDS.id.extras.title }).waitFor()
  for (const path of ['/', '/masuk', '/pasang', '/mulai']) {
    await page.goto(server.url + path)
    await page.getByRole('heading').first().waitFor()
  }
}

/** A kiosk, from its first screen to thanks. */
async function answerThere(tablet: Page, url: string, code: string): Promise<void> {
  await typePairing(tablet, url, code)
  await attractScreen(tablet)
  await giveAnswers(tablet, allScores(3))
}

/** A phone: its home, and all questions of an interview on one scroll. */
async function interviewThere(phone: Page, url: string, code: string): Promise<void> {
  await typePairing(phone, url, code)
  await homeScreen(phone)
  await begin(phone)
  const { style, comment, toSummary } = INTERVIEW_WORDS.id
  await phone.getByRole('button', { name: style.scroll, exact: true }).click()
  await phone.getByRole('textbox', { name: comment }).fill(hostile('comment'))
  await phone.getByRole('button', { name: toSummary }).click()
  await phone.getByText('[comment]').waitFor()
}

test('no text that is stored becomes a part of any page that shows it', async () => {
  const desk = await adminDesk()
  const at = await aHostileRegency(desk)
  await handIn(desk, at)
  const contexts = [desk.context, await openContext(), await openContext()]
  const met = [new Set<string>(), new Set<string>(), new Set<string>()] as const
  const harm: string[] = []
  for (const [i, context] of contexts.entries()) await watch(context, met[i] ?? new Set(), harm)
  const [, tablet, phone] = contexts
  await readAtTheDesk(desk, at)
  if (tablet) await answerThere(await tablet.newPage(), desk.server.url, at.kiosk)
  if (phone) await interviewThere(await phone.newPage(), desk.server.url, at.phone)
  const [desked, answered, interviewed] = met
  // What a resident wrote is read by nobody at the desk yet: only on the phone that took it down.
  expect(TEXTS.filter((text) => !desked.has(text))).toEqual(['comment'])
  expect([...answered]).toEqual(
    expect.arrayContaining(['unit short', 'service name', 'waktu', 'question', 'answer 1']),
  )
  expect([...interviewed]).toEqual(
    expect.arrayContaining(['enumerator name', 'village', 'service name', 'question', 'comment']),
  )
  expect(harm).toEqual([])
  // One that did become a part of the page would have been seen.
  const markup = hostile('comment')
  await desk.page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), markup)
  await expect.poll(() => harm.length).toBe(1)
})
