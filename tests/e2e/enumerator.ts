// An enumerator's phone in a real browser, driven as a person does: by the words on its buttons.
import type { Locator, Page } from 'playwright-core'
import { elementsInOrder } from '../../src/core/instrument.ts'
import type { AssignmentChange } from '../../src/core/wire-field.ts'
import { BY_HAND_WORDS } from '../../src/i18n/by-hand.ts'
import { ENUMERATOR_WORDS } from '../../src/i18n/enumerator.ts'
import { PHONE_WORDS } from '../../src/i18n/enumerator-device.ts'
import { INTERVIEW_WORDS } from '../../src/i18n/enumerator-interview.ts'
import { KIOSK_WORDS } from '../../src/i18n/kiosk.ts'
import { skm } from '../make.ts'
import { freePort, launchBrowser, openContext, tempDir } from './harness.ts'
import { PIN, typePairing } from './kiosk.ts'
import { commandHere, personStep, prepareIn, setupStep } from './prepared.ts'
import { serveHere } from './server-here.ts'

export const words = {
  ...ENUMERATOR_WORDS.id,
  interview: INTERVIEW_WORDS.id,
  phone: { ...PHONE_WORDS.id, ...BY_HAND_WORDS.id },
  form: KIOSK_WORDS.id.form,
}
const ADMIN = { username: 'pengelola', password: 'sungai-barito-lebar' }
export const PHONE = { width: 360, height: 740 } as const

export type Field = Awaited<ReturnType<typeof aField>>

/** A server, an admin, and a phone's code; assignments as planners make them. */
export async function aField({
  unit = 'puskesmas-tabak-kanilan',
  assignments = [{}],
}: {
  unit?: string
  assignments?: Partial<AssignmentChange>[]
} = {}) {
  const [dataDir, port] = [await tempDir(), await freePort()]
  await prepareIn(dataDir, [setupStep(), personStep(ADMIN.username, 'admin', ADMIN.password)])
  const madeDevice = (kind: string) =>
    commandHere(['create-device', '--kind', kind, '--unit', unit], { dataDir })
  const { device, code } = await madeDevice('enumerator')
  const restart = () => serveHere({ dataDir, port })
  const server = await restart()
  const call = await signedIn(server.url)
  const changes = assignments.map((fields) => anAssignment(device.id, fields))
  if (changes.length > 0) await call('POST', '/api/assignments', { assignments: changes })
  return {
    dataDir,
    server,
    restart,
    call,
    code: String(code),
    /** The code of a kiosk at the same unit. */
    kiosk: (): Promise<{ code: string }> => madeDevice('kiosk'),
    async revoke(): Promise<void> {
      await call('POST', `/api/devices/${device.id}/revoke`, {})
    },
  }
}

/** The days around today, `YYYY-MM-DD` in the regency's time zone. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

function anAssignment(device: string, fields: Partial<AssignmentChange>): AssignmentChange {
  return {
    village: 'Desa Tabak Kanilan',
    unit: 'puskesmas-tabak-kanilan',
    services: ['umum'],
    device,
    target: 50,
    quotas: { sex: { P: 25 }, age: { '60+': 8 } },
    from: dayFromToday(-1),
    to: dayFromToday(3),
    place: false,
    ...fields,
  }
}

/** Calls of the admin. */
async function signedIn(url: string) {
  const headers = { 'content-type': 'application/json', origin: url }
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify(ADMIN),
  })
  const cookie = (reply.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects to find in it
  return async (method: string, path: string, body?: unknown): Promise<any> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(url + path, { method, headers: { ...headers, cookie }, ...init })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

/** A phone that is paired and stands at its home screen. @param userDataDir of one that is killed or started again */
export async function aPhone(
  { server, code }: Pick<Field, 'server' | 'code'>,
  { userDataDir, viewport = PHONE }: { userDataDir?: string; viewport?: typeof PHONE } = {},
) {
  const launched = userDataDir ? await launchBrowser({ userDataDir, viewport }) : null
  const context = launched?.context ?? (await openContext(viewport))
  const page = await context.newPage()
  await typePairing(page, server.url, code)
  await homeScreen(page)
  return { context, page, kill: async () => launched?.kill() }
}

export async function homeScreen(page: Page): Promise<void> {
  await button(page, words.start).waitFor()
}

/** The one visit that is enough: until the worker has every file. */
export async function readyOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
}

export const button = (on: Page | Locator, name: string) =>
  on.getByRole('button', { name, exact: true })

export const heading = (on: Page | Locator, name: string | RegExp) =>
  on.getByRole('heading', { name, exact: true })

/** The state of an interview in a list. */
export const chip = (page: Page, text: string) =>
  page.getByRole('listitem').getByText(text, { exact: true })

/** From the home screen to the first question. */
export async function begin(page: Page): Promise<void> {
  await button(page, words.start).click()
  await button(page, words.interview.consent.agree).click()
}

export const elements = elementsInOrder(skm, 'annex')

/** One question a screen: the first so many of the nine, each with its third answer. */
export async function answerElements(page: Page, from: number, to: number): Promise<void> {
  for (const element of elements.slice(from, to)) {
    await heading(page, element.question).waitFor()
    await button(page, element.answers[2]).click()
    await heading(page, element.question).waitFor({ state: 'detached' })
  }
}

/** One question a screen: who answered, and what else; ends at the summary. */
export async function answerAbout(
  page: Page,
  { sex = 'Perempuan', age = '34' }: { sex?: string; age?: string } = {},
): Promise<void> {
  const { form, interview } = words
  await heading(page, form.sex).waitFor()
  await button(page, sex).click()
  await page.getByLabel(interview.age).fill(age)
  await button(page, interview.next).click()
  for (const [question, answer] of [
    [form.education, 'SMA'],
    [form.job, 'Petani'],
    [form.disability, form.no],
    [interview.steered, form.no],
  ] as const) {
    await heading(page, question).waitFor()
    await button(page, answer).click()
    await heading(page, question).waitFor({ state: 'detached' })
  }
  await heading(page, interview.comment).waitFor()
  await button(page, interview.next).click()
  await heading(page, interview.summary.title).waitFor()
}

/** A whole interview from the home screen until it is saved, and home again. */
export async function interviewOnce(
  page: Page,
  who: { sex?: string; age?: string } = {},
): Promise<void> {
  await begin(page)
  await answerElements(page, 0, elements.length)
  await answerAbout(page, who)
  await button(page, words.interview.summary.finish).click()
  await heading(page, words.interview.saved.title).waitFor()
  await button(page, words.interview.saved.home).click()
  await homeScreen(page)
}

/** The phone's PIN, where it is asked for. */
export async function openPinned(page: Page): Promise<void> {
  await heading(page, words.phone.pinTitle).waitFor()
  for (const digit of PIN) await button(page, digit).click()
  await button(page, words.phone.open).click()
  await heading(page, words.phone.pinTitle).waitFor({ state: 'detached' })
}
