// A regency set up in the browser: from the empty database to the first answer of a paired kiosk, on every store.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { KIOSK_WORDS } from '../../src/i18n/kiosk.ts'
import { SITE_WORDS } from '../../src/i18n/site.ts'
import { allScores } from '../make.ts'
import { STORES } from '../store/stores.ts'
import {
  ADMIN,
  anEmptyServer,
  atStep,
  beginWalk,
  button,
  field,
  fillAdmin,
  fillRegency,
  fillUnit,
  finishWalk,
  nextStep,
  openUnit,
  standard,
  walk,
  walkThrough,
  words,
} from './admin.ts'
import { violationsOn } from './axe.ts'
import { openContext } from './harness.ts'
import { attractScreen, giveAnswers, words as kiosk, pairKiosk } from './kiosk.ts'

const WALKED = {
  regency: 'Kabupaten Murung Raya',
  unit: { name: 'Dinas Kependudukan dan Pencatatan Sipil', short: 'Disdukcapil' },
  service: 'Kartu Tanda Penduduk (KTP-el)',
}
const MARKUP = '<img src=x onerror="window.harmed=1">'

describe.each(STORES)('a regency on $name', ({ newPlace }) => {
  test('is set up in the browser, until a paired kiosk’s first answer stands in its results', async () => {
    const { server, page } = await anEmptyServer(await newPlace())
    await beginWalk(page, server)
    const code = await walkThrough(page, WALKED)
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)

    // The admin is signed in, and goes on where the walk ended.
    await page.getByRole('link', { name: walk.done.manage }).click()
    await button(page, words.unit.add).click()
    await fillUnit(page, { name: 'Puskesmas Puruk Cahu', short: 'Puskesmas' })
    await openUnit(page, 'Puskesmas')
    await button(page, words.service.add).click()
    await field(page, words.service.name).fill('Rawat jalan')
    await field(page, standard.tariff.label).selectOption({ label: standard.tariff.fixed })
    await field(page, standard.tariff.amount).fill('Rp 15.000')
    await page.getByText('Rp 15.000').waitFor()
    await button(page, words.save).click()
    await page.getByRole('status').filter({ hasText: words.saved }).waitFor()

    const tablet = await (await openContext()).newPage()
    await pairKiosk(tablet, server.url, code)
    await tablet.getByText(WALKED.service).first().waitFor()
    await giveAnswers(tablet, allScores(3))
    await expect
      .poll(async () => {
        const reply = await page.request.get(`${server.url}/api/results`)
        return (await reply.json()).n
      })
      .toBe(1)
  })

  test('shows names as they were typed, whatever they would mean in a page', async () => {
    const { server, page } = await anEmptyServer(await newPlace())
    await beginWalk(page, server)
    const name = (what: string) => `${what} ${MARKUP}`
    const code = await walkThrough(page, {
      regency: name('Kabupaten'),
      unit: { name: name('Dinas'), short: name('D') },
      service: name('Layanan'),
    })
    await unharmed(page, name('Kabupaten'))
    await page.getByRole('link', { name: walk.done.manage }).click()
    await openUnit(page, name('D'))
    await unharmed(page, name('Dinas'))
    await page.getByRole('link', { name: name('Layanan') }).click()
    await page.getByRole('heading', { level: 1, name: name('Layanan') }).waitFor()
    await unharmed(page, name('Layanan'))

    const tablet = await (await openContext()).newPage()
    await pairKiosk(tablet, server.url, code)
    await unharmed(tablet, name('Layanan'))
    await giveAnswers(tablet, allScores(2))
    await unharmed(tablet, KIOSK_WORDS.id.thanks.title)
    await button(tablet, kiosk.thanks.done).click()
    await attractScreen(tablet)
    await expect
      .poll(async () => (await (await page.request.get(`${server.url}/api/results`)).json()).n)
      .toBe(1)
    await page.goto(`${server.url}/dasbor`)
    await page.getByRole('region', { name: DASHBOARD_WORDS.id.units.unitsTitle }).waitFor()
    await unharmed(page, name('D'))
  })
})

test('the walk goes back and forth, outlives a reload, and never keeps the password', async () => {
  const { server, page } = await anEmptyServer()
  await beginWalk(page, server)
  await button(page, walk.next).click()
  await page.getByText('Bagian ini harus diisi.').first().waitFor()
  await fillRegency(page, WALKED.regency)
  await field(page, walk.admin.password).fill('terlalu')
  await button(page, walk.next).click()
  await page.getByText('Terlalu pendek:').waitFor()
  await field(page, walk.admin.password).fill(ADMIN.password)
  await field(page, walk.admin.again).fill('sungai')
  await button(page, walk.next).click()
  await page.getByText(walk.admin.differs).waitFor()
  await fillAdmin(page)
  await field(page, walk.unit.name).fill('Kecamatan Murung')
  await button(page, walk.back).click()
  expect(await field(page, walk.admin.password).inputValue()).toBe(ADMIN.password)
  await button(page, walk.back).click()
  expect(await field(page, walk.regency.name).inputValue()).toBe(WALKED.regency)

  await page.reload()
  await atStep(page, walk.steps.regency.name)
  expect(await field(page, walk.regency.name).inputValue()).toBe(WALKED.regency)
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  expect(kept).toContain('Kecamatan Murung')
  expect(kept).not.toContain(ADMIN.password)

  // Further on a reload leads back to the password at once, and nothing else is asked for again.
  await nextStep(page, walk.steps.admin.name)
  await fillAdmin(page)
  await page.reload()
  await atStep(page, walk.steps.admin.name)
  await page.getByText(walk.passwordAgain).waitFor()
  expect(await field(page, walk.admin.password).inputValue()).toBe('')
  await fillAdmin(page)
  expect(await field(page, walk.unit.name).inputValue()).toBe('Kecamatan Murung')
  await nextStep(page, walk.steps.service.name)
  await field(page, walk.service.name).fill('Surat pengantar')
  await nextStep(page, walk.steps.kiosk.name)
  await page.route('**/api/start/regency', (route) => route.abort())
  await button(page, walk.finish).click()
  await page.getByRole('alert').filter({ hasText: 'Server tidak terjangkau' }).waitFor()
  await page.unroute('**/api/start/regency')
  await finishWalk(page, WALKED.regency)
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)

  // The link was used up with it.
  const again = await page.context().newPage()
  await again.goto(`${server.url}/mulai#${server.startKey}`)
  await button(again, SITE_WORDS.id.first.try).click()
  // Who is signed in by now is led to where the next code is made.
  await again.waitForURL('**/kelola/perangkat')
  await page.reload()
  await page.waitForURL('**/kelola/perangkat')
})

test('this browser can become the first kiosk', async () => {
  const { server, page } = await anEmptyServer()
  await beginWalk(page, server)
  await walkThrough(page, WALKED)
  await page.getByRole('link', { name: walk.done.here }).click()
  const { pair } = SITE_WORDS.id
  for (const title of [pair.pinTitle, pair.pinAgain]) {
    await page.getByRole('heading', { name: title }).waitFor()
    for (const digit of '2468') await button(page, digit).click()
    await button(page, pair.next).click()
  }
  await attractScreen(page)
})

test('nothing is wrong with the walk on a telephone', async () => {
  const { server, page } = await anEmptyServer(undefined, { width: 360, height: 740 })
  const found: string[] = []
  const look = async (name: string) => {
    const violations = await violationsOn(page)
    const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (across > 0) found.push(`${name}: scrolls sideways by ${across}`)
    for (const { id, nodes } of violations) found.push(`${name}: ${id} ${nodes[0]?.html}`)
  }
  await beginWalk(page, server)
  await button(page, walk.next).click()
  await page.getByText('Bagian ini harus diisi.').first().waitFor()
  await look('regency with problems')
  await fillRegency(page, WALKED.regency)
  await field(page, walk.admin.password).fill('pendek')
  await look('admin')
  await fillAdmin(page)
  await look('unit')
  await field(page, walk.unit.name).fill(WALKED.unit.name)
  await nextStep(page, walk.steps.service.name)
  await look('service')
  await field(page, walk.service.name).fill(WALKED.service)
  await nextStep(page, walk.steps.kiosk.name)
  await look('kiosk')
  await finishWalk(page, WALKED.regency)
  await look('done')
  expect(found).toEqual([])
})

/** The text stands there as text, and nothing of it ran or became an element. */
async function unharmed(page: Page, text: string): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor()
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
}
