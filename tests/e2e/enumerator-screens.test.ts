// Every screen of an enumerator's phone: accessible, contrast of 7:1, targets of 48 px, nothing sideways; above a keyboard, with text twice as large.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violationsOn } from './axe.ts'
import {
  aField,
  answerAbout,
  answerElements,
  aPhone,
  begin,
  button,
  dayFromToday,
  elements,
  heading,
  homeScreen,
  interviewOnce,
  openPinned,
  words,
} from './enumerator.ts'

const { interview } = words
const LEAST_TARGET = 48
const LONG = 'Desa Gunung Bintang Awai Tabak Kanilan Muara Sungai Barito Selatan Hilir Seberang'

test.each([
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
])('nothing is wrong on any screen at $width × $height', async (viewport) => {
  const field = await aField({
    assignments: [
      { services: null, place: true, target: 1, quotas: { sex: { P: 1 } } },
      { village: LONG, to: dayFromToday(9) },
    ],
  })
  const { page } = await aPhone(field)
  await page.setViewportSize(viewport)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: string[] = []
  const look = async (name: string) =>
    found.push(...(await faults(page)).map((what) => `${name}: ${what}`))
  await tour(page, look, () => field.server.stop())
  expect(found).toEqual([])
})

type Look = (name: string) => Promise<unknown>

async function tour(page: Page, look: Look, goOffline: () => Promise<void>): Promise<void> {
  await look('home, nothing yet')
  await button(page, words.task.choose('2')).click()
  await look('choice of assignment')
  await button(page, words.close).click()
  await button(page, words.start).click()
  await look('choice of service')
  await page.getByRole('button', { name: /^Rawat jalan/ }).click()
  await look('consent')
  await button(page, interview.consent.refuse).click()
  await look('refusal')
  await button(page, words.back).click()
  await button(page, interview.consent.agree).click()
  await look('an element')
  await answerElements(page, 0, 9)
  await answerAbout(page, { sex: 'Perempuan' })
  await look('summary')
  await page.getByRole('button', { name: words.form.age }).click()
  await look('age')
  await button(page, interview.style.scroll).click()
  await look('all on one scroll')
  await page.getByRole('button', { name: interview.toSummary }).click()
  await button(page, interview.summary.drop).click()
  await look('dropping a draft')
  await button(page, interview.summary.dropNo).click()
  await goOffline()
  await button(page, interview.summary.finish).click()
  await heading(page, interview.saved.title).waitFor()
  await look('saved')
  await button(page, interview.saved.home).click()
  await homeScreen(page)
  await look('home')
  await tourOfFinished(page, look)
}

async function tourOfFinished(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: words.list.number('1') }).click()
  await look('a finished interview')
  await button(page, interview.seen.correct).click()
  await look('correcting')
  await button(page, words.back).click()
  await button(page, words.back).click()
  await button(page, words.list.seeAll).click()
  await page.getByRole('button', { name: words.list.number('1') }).waitFor()
  await look('all interviews')
  await button(page, words.back).click()
  await page.getByRole('button', { name: words.pill.label }).click()
  await look('this phone')
  await button(page, words.phone.take).click()
  await look('PIN')
  await openPinned(page)
  await look('taking in a file')
  await button(page, words.back).click()
  await page.getByRole('button', { name: words.phone.save }).click()
  await look('before a backup')
  await button(page, words.phone.saveUnsent('1')).click()
  await page.getByText(words.phone.made('1')).waitFor()
  await look('backup')
}

async function faults(page: Page): Promise<string[]> {
  const violations = await violationsOn(page, { 'color-contrast-enhanced': { enabled: true } })
  const shape = await page.evaluate((least) => {
    const small = [...document.querySelectorAll('button, a, input:not([type=file]), textarea')]
      .filter((element) => element.checkVisibility?.() !== false)
      .filter((element) => !element.closest('.visually-hidden'))
      .flatMap((element) => {
        const { width, height } = element.getBoundingClientRect()
        // Half a pixel is rounding.
        if (Math.min(width, height) >= least - 0.5) return []
        return [`small target ${element.textContent} ${width} × ${height}`]
      })
    const across = document.documentElement.scrollWidth - innerWidth
    return across > 0 ? [...small, `scrolls sideways by ${across}`] : small
  }, LEAST_TARGET)
  const axe = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`),
  )
  return [...axe, ...shape]
}

test('above an on-screen keyboard the field in use and the button stay visible', async () => {
  const { page } = await aPhone(await aField())
  await begin(page)
  await answerElements(page, 0, 9)
  await button(page, 'Perempuan').click()
  const age = page.getByLabel(interview.age)
  await age.fill('34')
  await page.setViewportSize({ width: 360, height: 370 })
  await expect.poll(() => hidden(page, interview.age, interview.next)).toEqual([])
  await button(page, interview.next).click()
  await button(page, interview.style.scroll).click()
  await page.getByRole('textbox', { name: interview.comment }).fill('Antrean pagi panjang.')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.setViewportSize({ width: 360, height: 370 })
  await expect.poll(() => hidden(page, interview.comment, interview.toSummary)).toEqual([])
})

/** What is not wholly on the screen: the field in use, and the button by the start of its name. */
function hidden(page: Page, field: string, name: string): Promise<string[]> {
  return page.evaluate(
    ({ field, name }) => {
      const main = [...document.querySelectorAll('button')].find((one) =>
        one.textContent?.startsWith(name),
      )
      const seen = (element: Element | null | undefined) => {
        const box = element?.getBoundingClientRect()
        if (!element || !box || box.top < 0 || box.bottom > innerHeight) return false
        // Nothing lies over it, not even over its edges.
        return [box.top + 4, box.bottom - 4].every((y) =>
          element.contains(document.elementFromPoint((box.left + box.right) / 2, y)),
        )
      }
      const wrong = seen(document.activeElement) ? [] : [field]
      return seen(main) ? wrong : [...wrong, name]
    },
    { field, name },
  )
}

test('with text twice as large nothing goes sideways and every word is there', async () => {
  const field = await aField({ assignments: [{ village: LONG }] })
  const { page } = await aPhone(field)
  await interviewOnce(page)
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  const across = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await across()).toBe(0)
  await begin(page)
  await heading(page, elements[0]?.question ?? '').waitFor()
  expect(await across()).toBe(0)
  for (const answer of elements[0]?.answers ?? [])
    await button(page, answer).scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 740, height: 360 })
  expect(await across()).toBe(0)
})
