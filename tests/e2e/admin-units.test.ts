// Units, services and standards in the browser: changed, ordered, archived, never lost by mistake; and a thousand of them.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Catalogue } from '../../src/core/wire.ts'
import { adminProblemText } from '../../src/i18n/admin-problems.ts'
import {
  adminOfExample,
  button,
  field,
  fillUnit,
  frame,
  openSection,
  openUnit,
  signInAs,
  standard,
  words,
} from './admin.ts'
import { violationsOn } from './axe.ts'
import { tempDir } from './harness.ts'

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]

const tree = (page: Page) => page.getByRole('navigation', { name: words.unit.treeLabel })

/** Names in the table of services, as they stand. */
async function servicesOf(page: Page): Promise<string[]> {
  return page.getByRole('table', { name: words.service.title }).getByRole('link').allTextContents()
}

/** Short names in the tree, as they stand. */
async function namesIn(page: Page): Promise<string[]> {
  return tree(page).locator('strong').allTextContents()
}

test('a unit is added below another, changed, moved up, archived and brought back', async () => {
  const { page } = await adminOfExample({})
  await openUnit(page, 'Disdukcapil')
  await button(page, words.unit.addBelow).click()
  await fillUnit(page, { name: 'Loket dua', short: 'Loket 2' })
  await openUnit(page, 'Loket 2')
  await button(page, words.unit.edit).click()
  await field(page.getByRole('dialog'), words.unit.short).fill('Loket B')
  await button(page.getByRole('dialog'), words.save).click()
  await page.getByRole('heading', { level: 2, name: 'Loket B' }).waitFor()

  await openUnit(page, 'DPMPTSP')
  const [first, second] = await namesIn(page)
  expect([first, second]).toEqual(['Disdukcapil', 'Loket B'])
  await button(page, words.unit.move('DPMPTSP', words.unit.up)).click()
  await expect.poll(async () => (await namesIn(page))[0]).toBe('DPMPTSP')

  await openUnit(page, 'Loket B')
  await button(page, words.unit.archive).click()
  await button(page.getByRole('dialog'), words.unit.archive).click()
  await button(page, words.unit.restore).waitFor()
  expect(await namesIn(page)).not.toContain('Loket B')
  await page.getByLabel(words.unit.showArchived).check()
  expect(await namesIn(page)).toContain('Loket B')
  await button(page, words.unit.restore).click()
  await button(page, words.unit.archive).waitFor()
  // A unit that never had an answer may go altogether.
  await button(page, words.unit.remove).click()
  await button(page.getByRole('dialog'), words.unit.remove).click()
  await page.getByRole('heading', { level: 2, name: 'Disdukcapil' }).waitFor()
  expect(await namesIn(page)).not.toContain('Loket B')
})

test('what another admin changed meanwhile is not written over: what was typed stays until the new is loaded', async () => {
  const { page, server } = await adminOfExample({})
  const elsewhere = async (path: string, data: object) => {
    const options = { data, headers: { origin: server.url } }
    expect((await page.request.put(`${server.url}/api/${path}`, options)).status()).toBe(200)
  }
  const dialog = page.getByRole('dialog')
  const refused = dialog.getByText(
    adminProblemText({ code: 'setup.changed', detail: 'admin' }, 'id'),
  )
  const renew = button(dialog, frame.renew)

  await button(page, words.regency.edit).click()
  await field(dialog, words.regency.province).fill('Kalimantan Selatan')
  const regency = {
    id: 'barito-selatan',
    name: 'Kabupaten Barito Baru',
    province: 'Kalimantan Tengah',
    timezone: 'Asia/Jakarta',
  }
  await elsewhere('regency', regency)
  await button(dialog, words.save).click()
  await refused.waitFor()
  expect(await field(dialog, words.regency.province).inputValue()).toBe('Kalimantan Selatan')
  await renew.click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 2, name: regency.name }).waitFor()
  await page.getByText(/^Kalimantan Tengah/).waitFor()

  await openUnit(page, 'RSUD Jaraga Sasameh')
  await button(page, words.unit.edit).click()
  await field(dialog, words.unit.short).fill('RS')
  const unit = { name: 'RSUD Jaraga Sasameh', short: 'Jaraga', kind: 'unit', parent: null }
  await elsewhere('units/rsud', unit)
  await button(dialog, words.save).click()
  await refused.waitFor()
  expect(await field(dialog, words.unit.short).inputValue()).toBe('RS')
  await renew.click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 2, name: 'Jaraga', exact: true }).waitFor()
  await button(page, words.unit.edit).click()
  await field(dialog, words.unit.short).fill('RS')
  await button(dialog, words.save).click()
  await page.getByRole('heading', { level: 2, name: 'RS', exact: true }).waitFor()
})

test('a service shows its promise beside the questions while it is typed, and what is wrong at its field', async () => {
  const { page } = await adminOfExample({})
  await openUnit(page, 'Disdukcapil')
  await page.getByRole('link', { name: /KTP-el/ }).click()
  const preview = page.getByRole('complementary', { name: words.service.previewTitle })
  await preview.getByText('1 hari kerja').waitFor()
  await field(page, standard.components.waktu.label).fill('2 jam')
  await preview.getByText('2 jam').waitFor()
  await field(page, standard.tariff.label).selectOption({ label: standard.tariff.fixed })
  const amount = field(page, standard.tariff.amount)
  await amount.fill('75rb')
  await button(page, words.save).click()
  await page.getByText(standard.tariff.unreadable.unreadable).waitFor()
  await amount.fill('75.000,00')
  await preview.getByText('Rp 75.000').waitFor()
  await field(page, words.service.name).fill(' ')
  expect(await amount.inputValue()).toBe('75.000')
  await button(page, words.save).click()
  await page.getByText('Bagian ini harus diisi.').waitFor()
  expect(await field(page, words.service.name).getAttribute('aria-invalid')).toBe('true')
  await field(page, words.service.name).fill('x'.repeat(300))
  await button(page, words.save).click()
  await page.getByText(/Terlalu panjang: paling banyak 200/).waitFor()
  await field(page, words.service.name).fill('KTP elektronik')
  await button(page, words.save).click()
  await page.getByRole('status').filter({ hasText: words.saved }).waitFor()
  await page.reload()
  expect(await field(page, standard.components.waktu.label).inputValue()).toBe('2 jam')
  await page.getByRole('heading', { level: 1, name: 'KTP elektronik' }).waitFor()
})

test('a service takes its six components, the law that makes it free and its users; it is moved, archived and brought back', async () => {
  const { page, server } = await adminOfExample({})
  const period = { name: 'Semester ini', from: '2026-07-01', to: '2026-12-31' }
  const headers = { origin: server.url }
  const made = await page.request.post(`${server.url}/api/periods`, { data: period, headers })
  expect(made.ok()).toBe(true)
  await page.reload()
  await openUnit(page, 'Disdukcapil')
  const before = await servicesOf(page)
  const back = async () => {
    await button(page, '‹ Disdukcapil').click()
    await page.getByRole('heading', { level: 2, name: 'Disdukcapil', exact: true }).waitFor()
  }
  await button(page, words.service.add).click()
  await field(page, words.service.name).fill('Akta kematian')
  const typed = {
    persyaratan: 'Surat kematian\nKTP pelapor',
    prosedur: 'Ambil nomor, serahkan berkas',
    waktu: '1 hari kerja',
    produk: 'Kutipan akta',
    pengaduan: 'Kotak saran di loket',
  }
  for (const part of ['persyaratan', 'prosedur', 'waktu', 'produk', 'pengaduan'] as const)
    await field(page, standard.components[part].label).fill(typed[part])
  await field(page, standard.tariff.label).selectOption({ label: standard.tariff.free })
  await page.getByLabel(words.service.freeByLaw).check()
  await button(page, words.save).click()
  // The law is asked for where it is said that there is one.
  await page.getByText('Bagian ini harus diisi.').waitFor()
  await field(page, words.service.law).fill('UU 24/2013 pasal 79A')
  await field(page, period.name).fill('400')
  await page.getByText(words.service.sample('196')).waitFor()
  await button(page, words.save).click()
  await page.getByRole('status').filter({ hasText: words.saved }).waitFor()
  const reply = await page.request.get(`${server.url}/api/catalogue`)
  const { units }: Catalogue = await reply.json()
  expect(units.find(({ id }) => id === 'disdukcapil')?.services.at(-1)).toEqual({
    id: 'akta-kematian',
    name: 'Akta kematian',
    standard: { ...typed, biaya: 0 },
    users: { '2026-s2': 400 },
    freeByLaw: 'UU 24/2013 pasal 79A',
  })

  await back()
  expect(await servicesOf(page)).toEqual([...before, 'Akta kematian'])
  await button(page, words.unit.move('Akta kematian', words.unit.up)).click()
  const moved = [...before.slice(0, -1), 'Akta kematian', ...before.slice(-1)]
  await expect.poll(() => servicesOf(page)).toEqual(moved)
  await page.getByRole('link', { name: 'Akta kematian' }).click()
  await button(page, words.unit.archive).click()
  await button(page.getByRole('dialog'), words.unit.archive).click()
  await button(page, words.unit.restore).waitFor()
  await back()
  expect(await servicesOf(page)).toEqual(before)
  await page.getByRole('main').getByLabel(words.unit.showArchived).last().check()
  await page.getByRole('link', { name: 'Akta kematian' }).click()
  await button(page, words.unit.restore).click()
  await button(page, words.unit.archive).waitFor()
  await back()
  expect(await servicesOf(page)).toEqual(moved)
})

test('what was typed and not saved is never lost silently', async () => {
  const { page } = await adminOfExample({})
  await openUnit(page, 'Disdukcapil')
  await page.getByRole('link', { name: /KTP-el/ }).click()
  const time = field(page, standard.components.waktu.label)
  await time.fill('5 menit')
  const question = page.getByRole('dialog', { name: words.unsaved.title })
  const stay = async () => {
    await button(question, words.unsaved.stay).click()
    expect(await time.inputValue()).toBe('5 menit')
    expect(page.url()).toContain('layanan=ktp-el')
  }
  await page.getByRole('link', { name: frame.sections.impor, exact: true }).click()
  await stay()
  await page.goBack()
  await stay()
  await button(page, frame.signOut).click()
  await stay()
  await page.goBack()
  await button(question, words.unsaved.leave).click()
  await page.getByRole('heading', { level: 2, name: 'Disdukcapil' }).waitFor()
  // Saved or thrown away, nothing is asked.
  await openSection(page, 'impor')
  await page.goBack()
  await page.getByRole('heading', { level: 2, name: 'Disdukcapil' }).waitFor()
})

test('without a server nothing typed is lost, and the part says why it is empty', async () => {
  const { page, server } = await adminOfExample({})
  await openUnit(page, 'Disdukcapil')
  await page.getByRole('link', { name: /KTP-el/ }).click()
  await field(page, standard.components.waktu.label).fill('5 menit')
  expect(await page.getByRole('alert').filter({ visible: true }).count()).toBe(0)
  await server.stop()
  await button(page, words.save).click()
  const failed = page.getByRole('alert').filter({ hasText: 'Server tidak terjangkau' })
  await failed.waitFor()
  // Beside the button, wherever the form stands, and heard.
  expect(await failed.evaluate((alert) => alert.parentElement === document.activeElement)).toBe(
    true,
  )
  const box = await failed.boundingBox()
  expect(box && box.y > 0 && box.y + box.height <= 800).toBe(true)
  expect(await field(page, standard.components.waktu.label).inputValue()).toBe('5 menit')
  await page.getByRole('link', { name: frame.sections.periode, exact: true }).click()
  await button(page.getByRole('dialog'), words.unsaved.leave).click()
  await page.getByRole('alert').filter({ hasText: words.trouble.offline.title }).waitFor()
})

test('of a thousand units a search shows the one that is meant', async () => {
  const units = Array.from({ length: 1000 }, (_, i) => ({
    id: `desa-${i}`,
    name: `Kantor Desa ${i}`,
    short: `Desa ${i}`,
    services: [{ id: 'surat', name: 'Surat pengantar', standard: { biaya: 0 } }],
  }))
  const regency = { id: 'uji', name: 'Kabupaten Uji', province: 'Papua', timezone: 'Asia/Jayapura' }
  const setup = join(await tempDir(), 'setup.json')
  await writeFile(setup, JSON.stringify({ regency, units }))
  const { page } = await adminOfExample({ setup })
  expect((await namesIn(page)).length).toBe(1000)
  await page.getByLabel(words.unit.search).fill('desa 777')
  await expect.poll(() => namesIn(page)).toEqual(['Desa 777'])
  await openUnit(page, 'Desa 777')
  await page.getByRole('link', { name: 'Surat pengantar' }).waitFor()
})

test.each(SIZES)('nothing is wrong with the pages at $width × $height', async (viewport) => {
  const { page } = await adminOfExample({ viewport })
  const found: string[] = []
  const look = async (name: string) => {
    const violations = await violationsOn(page)
    const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (across > 0) found.push(`${name}: scrolls sideways by ${across}`)
    for (const { id, nodes } of violations) found.push(`${name}: ${id} ${nodes[0]?.html}`)
  }
  await look('tree')
  await openUnit(page, 'Disdukcapil')
  await look('unit')
  await button(page, words.unit.edit).click()
  await page.getByRole('dialog').waitFor()
  await look('unit dialog')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /KTP-el/ }).click()
  await page.getByRole('heading', { level: 1, name: /KTP-el/ }).waitFor()
  await look('service')
  await openSection(page, 'impor')
  await look('import')
  expect(found).toEqual([])
})

test('who is not signed in comes to the sign-in, and back to the same place', async () => {
  const { page, server } = await adminOfExample({})
  await page.context().clearCookies()
  await page.goto(`${server.url}/kelola/unit?unit=disdukcapil`)
  await page.waitForURL('**/masuk?**')
  await signInAs(page)
  await page.getByRole('heading', { level: 2, name: 'Disdukcapil' }).waitFor()
})
