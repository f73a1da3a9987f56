// Import and export of the setup in the browser: seen before it is written, all or nothing.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Catalogue } from '../../src/core/wire.ts'
import { adminOfExample, button, openSection, words } from './admin.ts'
import type { Serving } from './harness.ts'

const w = words.import
const HEADINGS = 'ID unit,Nama unit,Nama pendek,Jenis,ID layanan,Nama layanan,Waktu,Biaya'

const choose = (page: Page, name: string, text: string | Buffer) =>
  page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) })

async function previewOf(page: Page, file: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name: w.previewTitle(file) }).waitFor()
}

/** The time that the service promises, as the server has it. */
async function timeOf(page: Page, server: Serving, unit: string, service: string) {
  const reply = await page.request.get(`${server.url}/api/catalogue`)
  const { units } = (await reply.json()) as Catalogue
  return units.find(({ id }) => id === unit)?.services.find(({ id }) => id === service)?.standard
    .waktu
}

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ])
  return await readFile(await download.path())
}

test('an exported CSV, changed and imported again, is written only when it is applied', async () => {
  const { page, server } = await adminOfExample({})
  await openSection(page, 'impor')
  const text = (await downloaded(page, w.csv)).toString()
  await choose(page, 'kabupaten.csv', text.replace('1 hari kerja', '2 jam saja'))
  await previewOf(page, 'kabupaten.csv')
  await page.getByRole('deletion').filter({ hasText: '1 hari kerja' }).waitFor()
  await page.getByRole('insertion').filter({ hasText: '2 jam saja' }).waitFor()
  expect(await timeOf(page, server, 'disdukcapil', 'ktp-el')).toBe('1 hari kerja')
  await button(page, w.apply(1)).click()
  await page
    .getByRole('status')
    .filter({ hasText: w.applied(1) })
    .waitFor()
  expect(await timeOf(page, server, 'disdukcapil', 'ktp-el')).toBe('2 jam saja')
})

test('an exported workbook asks for no change', async () => {
  const { page } = await adminOfExample({})
  await openSection(page, 'impor')
  await choose(page, 'kabupaten.xlsx', await downloaded(page, w.xlsx))
  await previewOf(page, 'kabupaten.xlsx')
  await page.getByRole('status').filter({ hasText: w.nothing }).waitFor()
  await page.getByLabel(w.showSame).check()
  await page
    .getByRole('rowheader', { name: /Disdukcapil|Kependudukan/ })
    .first()
    .waitFor()
})

test('a cell that does not fit is named, and nothing of the file can be applied', async () => {
  const { page, server } = await adminOfExample({})
  await openSection(page, 'impor')
  const rows = [
    HEADINGS,
    'disdukcapil,Dinas Kependudukan,Disdukcapil,Unit,ktp-el,KTP,1 jam,gratis',
    'samsat,Samsat,Samsat,Unit,pajak,Pajak kendaraan,1 jam,mahal sekali',
  ]
  await choose(page, 'salah.csv', rows.join('\n'))
  await previewOf(page, 'salah.csv')
  await page.getByRole('rowheader', { name: 'H3' }).waitFor()
  expect(await button(page, w.apply(2)).count()).toBe(0)
  expect(await timeOf(page, server, 'disdukcapil', 'ktp-el')).toBe('1 hari kerja')
  await button(page, w.other).click()
  await choose(page, 'foto.jpg', 'x')
  await page.getByRole('alert').filter({ hasText: w.wrongType }).waitFor()
  await choose(page, 'rusak.xlsx', 'no workbook at all')
  await page.getByRole('alert').filter({ hasText: 'XLSX' }).waitFor()
})

test('what somebody else changed since the preview is seen in a new one before anything is written', async () => {
  const { page, server } = await adminOfExample({})
  await openSection(page, 'impor')
  const row = 'disdukcapil,Dinas Kependudukan,Disdukcapil,Unit,ktp-el,KTP,3 jam,gratis'
  await choose(page, 'kabupaten.csv', `${HEADINGS}\n${row}`)
  await previewOf(page, 'kabupaten.csv')
  const change = { name: 'KTP lain', standard: { waktu: '9 hari' }, users: {}, freeByLaw: null }
  const put = await page.request.put(`${server.url}/api/units/disdukcapil/services/ktp-el`, {
    data: change,
    headers: { origin: server.url },
  })
  expect(put.ok()).toBe(true)
  await button(page, w.apply(2)).click()
  await page.getByText(w.again).waitFor()
  await page.getByRole('deletion').filter({ hasText: '9 hari' }).waitFor()
  expect(await timeOf(page, server, 'disdukcapil', 'ktp-el')).toBe('9 hari')
  await button(page, w.apply(2)).click()
  await page
    .getByRole('status')
    .filter({ hasText: w.applied(2) })
    .waitFor()
  expect(await timeOf(page, server, 'disdukcapil', 'ktp-el')).toBe('3 jam')
})
