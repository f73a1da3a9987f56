// What the first run asks of a person until the first kiosk takes an answer: how many fields, and how many minutes.
import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  ADMIN,
  anEmptyServer,
  beginWalk,
  button,
  field,
  fillAdmin,
  fillRegency,
  nextStep,
  walk,
  walkThrough,
} from './admin.ts'
import { readByCamera } from './camera.ts'
import { openContext } from './harness.ts'
import { attractScreen, pairKiosk } from './kiosk.ts'

const WALKED = {
  regency: 'Kabupaten Murung Raya',
  unit: { name: 'Dinas Kependudukan dan Pencatatan Sipil', short: 'Disdukcapil' },
  service: 'Kartu Tanda Penduduk (KTP-el)',
}
const FIVE_MINUTES_S = 300

/**
 * Seconds of a slow hand: a key as of one who types letters without a meaning, and for every field and every tap a thought
 * and a way there. Source: Card, Moran and Newell, The keystroke-level model (1980): K = 0.5, M = 1.35, P = 1.1.
 */
const HAND = { key: 0.5, aim: 1.35 + 1.1 }

/** Counts what is typed and aimed at on every page of a browser. */
async function handsOn(context: BrowserContext): Promise<{ keys: number; aims: number }> {
  const hands = { keys: 0, aims: 0 }
  await context.exposeFunction('handed', (keys: number, aims: number) => {
    hands.keys += keys
    hands.aims += aims
  })
  await context.addInitScript(() => {
    const tell = (keys: number, aims: number) => {
      const handed: unknown = Reflect.get(window, 'handed')
      if (typeof handed === 'function') handed(keys, aims)
    }
    addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
        tell(target.value.length, 0)
    })
    addEventListener('focusin', () => tell(0, 1))
    addEventListener('click', () => tell(0, 1))
  })
  return hands
}

test('from the terminal’s link to the first screen of the first kiosk a slow hand needs less than five minutes', async () => {
  const begun = performance.now()
  const { server, page } = await anEmptyServer()
  const tablet = await (await openContext()).newPage()
  const walked = await handsOn(page.context())
  const paired = await handsOn(tablet.context())
  await beginWalk(page, server)
  const code = await walkThrough(page, WALKED)
  await pairKiosk(tablet, server.url, code)
  await attractScreen(tablet)
  const program = (performance.now() - begun) / 1000
  // Everything that was typed was counted, here and there.
  const typed = [WALKED.regency, WALKED.unit.name, WALKED.unit.short, WALKED.service]
  expect(walked.keys).toBeGreaterThan(typed.join('').length + 2 * ADMIN.password.length)
  expect(paired.keys).toBe(code.length)
  // The PIN, twice.
  expect(paired.aims).toBeGreaterThan(8)
  const keys = walked.keys + paired.keys
  const aims = walked.aims + paired.aims
  expect(program + keys * HAND.key + aims * HAND.aim).toBeLessThan(FIVE_MINUTES_S)
})

test('six fields must be filled in, the rest is there already or may wait', async () => {
  const { server, page } = await anEmptyServer()
  await beginWalk(page, server)
  const asked: number[] = []
  /** Tries to go on with nothing typed. */
  const ask = async () => {
    await button(page, walk.next).click()
    await page.locator('[aria-invalid="true"]').first().waitFor()
    asked.push(await page.locator('[aria-invalid="true"]').count())
  }
  await ask()
  await fillRegency(page, WALKED.regency)
  await ask()
  await fillAdmin(page)
  await ask()
  await field(page, walk.unit.name).fill(WALKED.unit.name)
  await nextStep(page, walk.steps.service.name)
  await ask()
  await field(page, walk.service.name).fill(WALKED.service)
  await nextStep(page, walk.steps.kiosk.name)
  await button(page, walk.finish).click()
  await page.getByRole('heading', { level: 1, name: walk.done.title(WALKED.regency) }).waitFor()
  expect(asked).toEqual([2, 2, 1, 1])
  // And the code need not be typed: the tablet's camera reads it.
  const code = (await page.locator('.first-run-code strong').textContent()) ?? ''
  const address = `${server.url}/pasang#${code.replace('-', '')}`
  expect(await readByCamera(page, walk.done.qr)).toBe(address)
})
