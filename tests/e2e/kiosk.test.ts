// The kiosk as residents use it: both languages, correction, silence, and nothing left of the one before.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { elementsInOrder } from '../../src/core/instrument.ts'
import { KIOSK_WORDS } from '../../src/i18n/kiosk.ts'
import { problemText } from '../../src/i18n/problems.ts'
import { publishInstrument } from '../../src/server/store/instruments.ts'
import { openStore } from '../../src/server/store/open.ts'
import { skm } from '../make.ts'
import { freePort, openContext, tempDir } from './harness.ts'
import {
  attractScreen,
  beginAnswers,
  endVisit,
  finishAnswers,
  openStaffArea,
  pairKiosk,
  prepareKiosk,
  readyOffline,
  resultsOf,
  words,
} from './kiosk.ts'
import { button, heading, tourAboutYou } from './kiosk-tour.ts'
import { commandHere } from './prepared.ts'
import { serveHere } from './server-here.ts'

/** What a person wrote, and what must be nowhere afterwards. */
const SECRET = 'RAHASIA 7731'

const elements = elementsInOrder(skm, 'annex')
const ALL_THREE = Object.fromEntries(elements.map(({ key }) => [key, 3 as const]))

async function aKiosk(prepare: (page: Page) => Promise<void> = async () => undefined) {
  const dataDir = await tempDir()
  const port = await freePort()
  const { code } = await prepareKiosk(dataDir)
  const server = await serveHere({ dataDir, port })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await prepare(page)
  return { dataDir, port, server, context, page }
}

test('everything a resident says arrives as it was said', async () => {
  const { server, context, page } = await aKiosk()
  await beginAnswers(page, { ...ALL_THREE, biaya: 4, pengaduan: 1 }, 9)
  await tourAboutYou(page)
  await heading(page, words.thanks.title).waitFor()
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
  const groups = async (by: string) => {
    const response = await context.request.get(`${server.url}/api/results?by=${by}`)
    const results = await response.json()
    return results.groups.filter((group: { n: number }) => group.n > 0)
  }
  expect((await groups('sex'))[0].key).toBe('P')
  expect((await groups('age'))[0].key).toBe('25-34')
  expect((await groups('education'))[0].key).toBe('SMA')
  const [all] = await groups('channel')
  expect(all.key).toBe('kiosk')
  const counts = Object.fromEntries(
    all.elements.map((one: { key: string; counts: number[] }) => [one.key, one.counts]),
  )
  expect(counts).toMatchObject({ biaya: [0, 0, 0, 1], pengaduan: [1, 0, 0, 0] })
})

test('a resident answers in English, and a change of language keeps what was answered', async () => {
  const { server, context, page } = await aKiosk()
  const en = KIOSK_WORDS.en
  await button(page, 'English').click()
  await button(page, en.attract.start).click()
  await button(page, en.notice.begin).click()
  for (const element of elements.slice(0, 4)) await button(page, element.en.answers[3]).click()
  await heading(page, elements[4]?.en.question ?? '').waitFor()
  await button(page, 'Indonesia').click()
  await heading(page, elements[4]?.question ?? '').waitFor()
  await button(page, words.form.back).click()
  expect(await button(page, 'Gratis').getAttribute('aria-pressed')).toBe('true')
  await button(page, 'English').click()
  await button(page, 'Free').click()
  for (const element of elements.slice(4)) {
    await heading(page, element.en.question).waitFor()
    await button(page, element.en.answers[3]).click()
  }
  for (const question of [en.form.sex, en.form.age, en.form.education, en.form.job]) {
    await heading(page, question).waitFor()
    await button(page, en.form.skip).click()
  }
  await heading(page, en.form.disability).waitFor()
  await button(page, en.form.no).click()
  await heading(page, en.form.steered).waitFor()
  await button(page, en.form.no).click()
  await button(page, en.form.send).click()
  await heading(page, en.thanks.title).waitFor()
  await button(page, en.thanks.done).click()
  // The next person is asked in Indonesian.
  await attractScreen(page)
  await expect.poll(async () => (await resultsOf(context, server.url)).ikm).toBe(100)
})

test('Back corrects, on the screen and in the browser, and never leaves the kiosk', async () => {
  const { server, context, page } = await aKiosk()
  await beginAnswers(page, { ...ALL_THREE, persyaratan: 1 }, 2)
  await button(page, words.form.back).click()
  await heading(page, elements[1]?.question ?? '').waitFor()
  await page.goBack()
  await heading(page, elements[0]?.question ?? '').waitFor()
  expect(await button(page, 'Tidak sesuai').getAttribute('aria-pressed')).toBe('true')
  await button(page, 'Sangat sesuai').click()
  await heading(page, elements[1]?.question ?? '').waitFor()
  await button(page, 'Mudah').click()
  await heading(page, elements[2]?.question ?? '').waitFor()
  for (const element of elements.slice(2)) {
    await heading(page, element.question).waitFor()
    await button(page, element.answers[2]).click()
  }
  await tourAboutYou(page)
  await endVisit(page)
  await page.goBack()
  await attractScreen(page)
  expect(new URL(page.url()).pathname).toBe('/kiosk')
  await expect.poll(async () => (await resultsOf(context, server.url)).ikm).toBe(77.78)
})

test('silence is counted down, a touch only ends the countdown, and then nothing is left', async () => {
  const { page } = await aKiosk()
  await page.clock.install()
  await page.reload()
  await beginAnswers(page, { ...ALL_THREE, persyaratan: 2 }, 9)
  for (let asked = 0; asked < 5; asked += 1) await button(page, words.form.skip).click()
  await button(page, words.form.yes).click()
  await page.getByRole('textbox').fill(SECRET)
  const entries = await page.evaluate(() => history.length)

  await page.clock.runFor(46_000)
  await page.getByRole('dialog', { name: words.idle.title }).waitFor()
  // A finger, on what lies below the dialog: the button that sends.
  await touch(page, words.form.send)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.getByRole('textbox').inputValue()).toBe(SECRET)

  await page.clock.runFor(61_000)
  await attractScreen(page)
  expect(await leftOf(page, SECRET)).toEqual([])
  expect(await storedIn(page)).not.toContain(SECRET)
  expect(await page.evaluate(() => history.length)).toBe(entries)
  await page.goBack()
  await attractScreen(page)
  // The next visit begins empty.
  await beginAnswers(page, {}, 0)
  await heading(page, elements[0]?.question ?? '').waitFor()
  expect(await page.locator('[aria-pressed="true"]').allTextContents()).toEqual(['IndonesiaID'])
})

test('after thanks nothing of the last person is on the screen, in the history or in web storage', async () => {
  const { page } = await aKiosk()
  await beginAnswers(page, ALL_THREE, 9)
  await tourAboutYou(page, undefined, SECRET)
  await heading(page, words.thanks.title).waitFor()
  expect(await leftOf(page, SECRET)).toEqual([])
  // By itself, without a touch.
  await button(page, words.attract.start).waitFor({ timeout: 12_000 })
  expect(await leftOf(page, SECRET)).toEqual([])
  await page.goto('about:blank')
  await page.goBack()
  await attractScreen(page)
  expect(await leftOf(page, SECRET)).toEqual([])
})

test('reading aloud is offered only with a voice that works without signal', async () => {
  const { page } = await aKiosk(async (page) => {
    await page.addInitScript(() => {
      const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang })
      const said: string[] = []
      Object.assign(window, {
        said,
        // The browser under test has no voices: these stand for a tablet's.
        SpeechSynthesisUtterance: class {
          text: string
          constructor(text: string) {
            this.text = text
          }
        },
      })
      speechSynthesis.getVoices = () =>
        [voice('id-ID', true), voice('en-GB', false)] as SpeechSynthesisVoice[]
      speechSynthesis.speak = ({ text }) => said.push(text)
    })
    await page.reload()
  })
  await beginAnswers(page, {}, 0)
  await button(page, words.readAloud).click()
  await button(page, words.stopReading).waitFor()
  expect(await page.evaluate('said')).toEqual([
    [elements[0]?.question, ...(elements[0]?.answers ?? [])].join('. '),
  ])
  await button(page, 'English').click()
  await heading(page, elements[0]?.en.question ?? '').waitFor()
  expect(await button(page, KIOSK_WORDS.en.readAloud).count()).toBe(0)
})

test('a keyboard or a switch answers too: the question is read first, then come its answers', async () => {
  const { page } = await aKiosk()
  await button(page, words.attract.start).focus()
  await page.keyboard.press('Enter')
  await button(page, words.notice.begin).focus()
  await page.keyboard.press('Enter')
  for (const element of elements.slice(0, 3)) {
    await heading(page, element.question).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(element.question)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(element.answers[0])
    await page.keyboard.press('Enter')
    await heading(page, element.question).waitFor({ state: 'detached' })
  }
})

test('while the disk refuses an answer there is no thanks, and the answer is not lost', async () => {
  const { server, context, page } = await aKiosk()
  await beginAnswers(page, ALL_THREE, 9)
  await page.evaluate(() => {
    const real = IDBDatabase.prototype.transaction
    Object.assign(window, {
      mendDisk: () => Object.assign(IDBDatabase.prototype, { transaction: real }),
    })
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await tourAboutYou(page)
  await heading(page, words.saving.failed).waitFor()
  expect(await page.getByText(words.thanks.title).count()).toBe(0)
  await page.evaluate('mendDisk()')
  await button(page, words.saving.retry).click()
  await heading(page, words.thanks.title).waitFor()
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
})

test('staff are told whether a newer setup could be fetched', async () => {
  const { dataDir, port, server, page } = await aKiosk(readyOffline)
  await server.stop()
  await openStaffArea(page)
  await button(page, words.staff.reloadSetup).click()
  await page.getByText(words.staff.setupFailed).waitFor()
  await serveHere({ dataDir, port })
  await button(page, words.staff.reloadSetup).click()
  await page.getByText(words.staff.setupLoaded).waitFor()
})

test('a revoked kiosk says so, asks nobody any more and keeps what it holds', async () => {
  const { dataDir, page } = await aKiosk()
  await beginAnswers(page, ALL_THREE, 4)
  revokeDevices(dataDir)
  const said = problemText({ code: 'device.revoked' }, 'id')
  // It learns of it in the middle of a visit, which goes on: the answer is kept.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await finishAnswers(page, ALL_THREE, 4)
  await button(page, words.thanks.done).click()
  await heading(page, words.trouble.revoked).waitFor()
  await page.getByText(said).waitFor()
  await page.getByText(`${words.staff.unsent}: 1`).waitFor()
  expect(await button(page, words.attract.start).count()).toBe(0)
  await openStaffArea(page)
  await page.getByText(said).waitFor()
})

test('a service that a law makes free asks the other question about cost, in both languages', async () => {
  const freeCost = {
    name: 'Pungutan',
    question: 'Apakah ada pungutan untuk layanan ini?',
    answers: ['Besar', 'Kecil', 'Sukarela', 'Tidak ada'] as const,
    en: {
      name: 'Levy',
      question: 'Were you asked to pay for this service?',
      answers: ['A lot', 'A little', 'What I wished', 'Nothing'] as const,
    },
  }
  const dataDir = await tempDir()
  const { code } = await prepareKiosk(dataDir)
  const { db, close } = await openStore(dataDir, 'unused')
  const instrument = { ...skm, version: 2, freeCost }
  await publishInstrument(db, { name: 'skm-2017@2', instrument, now: Date.now(), by: 'cli' })
  const law = { free_by_law: 'UU 24/2013 pasal 79A' }
  await db.updateTable('services').set(law).where('key', '=', 'disdukcapil/ktp-el').execute()
  await close()
  const server = await serveHere({ dataDir })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await button(page, words.attract.start).click()
  await button(page, words.notice.begin).click()
  for (const element of elements) {
    const { question, answers } = element.key === 'biaya' ? freeCost : element
    await heading(page, question).waitFor()
    if (element.key === 'biaya') {
      expect(await page.getByText(element.question).count()).toBe(0)
      await button(page, 'English').click()
      await heading(page, freeCost.en.question).waitFor()
      await button(page, freeCost.en.answers[1]).waitFor()
      await button(page, 'Indonesia').click()
    }
    await button(page, answers[3]).click()
  }
  await tourAboutYou(page)
  await heading(page, words.thanks.title).waitFor()
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
  // It counts under the same key, so that the index stays one.
  const results = await (await context.request.get(`${server.url}/api/results`)).json()
  const cost = results.elements.find((one: { key: string }) => one.key === 'biaya')
  expect(cost.counts).toEqual([0, 0, 0, 1])
})

test('a kiosk of several services asks which one first, and the answer counts for that one', async () => {
  const dataDir = await tempDir()
  await prepareKiosk(dataDir)
  const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--json']
  const { code } = await commandHere(device, { dataDir })
  const server = await serveHere({ dataDir })
  const context = await openContext()
  const page = await context.newPage()
  await pairKiosk(page, server.url, code)
  await button(page, words.attract.start).click()
  await button(page, words.notice.begin).click()
  await heading(page, words.service.title).waitFor()
  await page.getByRole('button', { name: /^Kartu Keluarga/ }).click()
  await page.getByText('KK lama, buku nikah atau akta').waitFor()
  await button(page, words.form.back).click()
  await heading(page, words.service.title).waitFor()
  await page.getByRole('button', { name: /^Akta kelahiran/ }).click()
  for (const element of elements) {
    await heading(page, element.question).waitFor()
    await button(page, element.answers[3]).click()
  }
  await tourAboutYou(page)
  await heading(page, words.thanks.title).waitFor()
  await expect.poll(async () => (await resultsOf(context, server.url)).n).toBe(1)
  const response = await context.request.get(`${server.url}/api/results?by=service`)
  const groups: { key: string; n: number }[] = (await response.json()).groups
  expect(groups.filter(({ n }) => n > 0).map(({ key }) => key)).toEqual(['disdukcapil/akta-lahir'])
})

/** No command revokes a device yet: the database is told directly. */
function revokeDevices(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'suara-warga.db'))
  database.prepare('update devices set revoked_at = ?').run(Date.now())
  database.close()
}

/** A finger rests on a button for a moment, as a real one does: the click comes after the touch. */
async function touch(page: Page, name: string): Promise<void> {
  const box = await page.getByText(name, { exact: true }).boundingBox()
  if (!box) throw new Error(`${name} is not on the screen`)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await browser.send('Input.synthesizeTapGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    duration: 300,
    gestureSourceType: 'touch',
  })
}

/** Where a text still is, of the places that the next person could come to. */
function leftOf(page: Page, text: string): Promise<string[]> {
  return page.evaluate((sought) => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[]
    const places = {
      DOM: document.documentElement.outerHTML,
      fields: fields.map((field) => field.value).join(),
      history: JSON.stringify(history.state),
      address: location.href,
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
    }
    return Object.entries(places)
      .filter(([, content]) => content?.includes(sought))
      .map(([place]) => place)
  }, text)
}

/** Everything in every IndexedDB database, as text. */
function storedIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    let text = ''
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames)
        text += JSON.stringify(await done(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    return text
  })
}

test('erasing to nothing loses no digit after it, and an age that cannot be says why', async () => {
  const { page } = await aKiosk()
  await beginAnswers(page, ALL_THREE, 9)
  await button(page, words.form.skip).click()
  await heading(page, words.form.age).waitFor()
  const shown = page.locator('.number-pad-value')
  await button(page, '5').click()
  await button(page, words.form.erase).click()
  await page.keyboard.type('42')
  await expect.poll(() => shown.textContent()).toContain('42')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('99')
  await page.getByText(words.form.ageRange(1, 120)).waitFor()
  expect(await button(page, words.form.next).isDisabled()).toBe(true)
})

test('nothing moves where a person asked for less motion', async () => {
  const { page } = await aKiosk()
  const moving = () => page.evaluate(() => document.getAnimations().length)
  expect(await moving()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(moving).toBe(0)
})
