// A new version of the questionnaire on a kiosk in use: never in the middle of a visit, and with questions of its own.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type ExtraQuestion, extraWords } from '../../src/core/instrument.ts'
import type { DeviceSetup } from '../../src/core/wire.ts'
import { DATABASE_NAME } from '../../src/device/db.ts'
import { allScores } from '../make.ts'
import {
  aKioskToPair,
  attractScreen,
  beginAnswers,
  endVisit,
  finishAnswers,
  pairKiosk,
  words,
} from './kiosk.ts'
import { button, heading } from './kiosk-tour.ts'
import { readDatabase } from './raw-database.ts'

const everywhere = { unit: null, service: null } as const
const QUEUE: ExtraQuestion = {
  ...everywhere,
  key: 'x-antrean',
  kind: 'choice',
  question: 'Bagaimana antreannya?',
  answers: ['Sangat lama', 'Lama', 'Sebentar', 'Tanpa antre'],
  en: { question: 'How was the queue?', answers: ['Very long', 'Long', 'Short', 'None'] },
}
const CHAIRS: ExtraQuestion = {
  ...everywhere,
  key: 'x-kursi',
  kind: 'yes-no',
  question: 'Apakah tersedia kursi?',
  en: { question: 'Were there chairs?' },
}
const WISH: ExtraQuestion = {
  ...everywhere,
  key: 'x-usul',
  kind: 'text',
  question: 'Apa yang perlu ditambah?',
  en: { question: 'What should be added?' },
}

/** From now on the server's setup holds the next version, with questions of its own. */
async function publishNext(page: Page): Promise<void> {
  await page.route('**/api/setup', async (route) => {
    const setup: DeviceSetup = await (
      await route.fetch({ headers: { ...route.request().headers(), 'if-none-match': '' } })
    ).json()
    const [now] = setup.instruments
    if (!now) throw new Error('no questionnaire')
    const next = { ...now, version: now.version + 1, extras: [QUEUE, CHAIRS, WISH] }
    await route.fulfill({ json: { ...setup, instruments: [next], instrument: 'skm-2017@2' } })
  })
  const fetched = page.waitForResponse('**/api/setup')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await fetched
}

async function savedAnswers(page: Page) {
  const { stores } = await readDatabase(page, DATABASE_NAME)
  const rows = stores.find(({ name }) => name === 'outbox')?.rows ?? []
  return rows
    .map(({ value }) => Object(value).submission)
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ instrument, extra }) => ({ instrument, extra }))
}

test('a visit ends under the version it began with; the next one asks the new questions', async () => {
  const { code, server, page } = await aKioskToPair()
  await pairKiosk(page, server.url, code)

  await beginAnswers(page, allScores(3), 4)
  await publishNext(page)
  await finishAnswers(page, allScores(3), 4)
  await endVisit(page)

  await page.getByText(words.attract.promise('12')).waitFor()
  await beginAnswers(page, allScores(3), 9)
  await heading(page, QUEUE.question).waitFor()
  await page.getByText(`${words.form.extra}, ${words.form.progress(1, 3)}`).waitFor()
  await button(page, 'Lama').click()
  await heading(page, CHAIRS.question).waitFor()
  await button(page, words.form.back).click()
  await heading(page, QUEUE.question).waitFor()
  expect(await button(page, 'Lama').getAttribute('aria-pressed')).toBe('true')
  await button(page, 'English').click()
  await heading(page, extraWords(QUEUE, 'en').question).waitFor()
  await button(page, 'None').click()
  await heading(page, extraWords(CHAIRS, 'en').question).waitFor()
  await button(page, 'Indonesia').click()
  await button(page, words.form.no).click()
  await heading(page, WISH.question).waitFor()
  await page.getByRole('textbox', { name: WISH.question }).fill('Kipas angin')
  await button(page, words.form.next).click()
  await heading(page, words.form.sex).waitFor()
  await finishAnswers(page, allScores(3), 9)
  await endVisit(page)
  await attractScreen(page)
  expect(await savedAnswers(page)).toEqual([
    { instrument: 'skm-2017@1', extra: undefined },
    {
      instrument: 'skm-2017@2',
      extra: { 'x-antrean': 4, 'x-kursi': false, 'x-usul': 'Kipas angin' },
    },
  ])
})
