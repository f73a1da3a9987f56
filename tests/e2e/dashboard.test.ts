// The dashboard in a real browser on the real server: figures, address, file, signal, session, access.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { sekadauAnswers } from '../make.ts'
import { violationsOn } from './axe.ts'
import {
  lookAgain,
  openDashboard,
  PHONE,
  plannerOfAnswers,
  plannerOfExample,
  signIn,
  WIDE,
  wholeDashboard,
  words,
} from './planner.ts'
import { serveHere } from './server-here.ts'

const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)
const summary = (page: Page) => page.getByRole('region', { name: words.summary.title })

test('49 real answers show 78,74, grade B and their number', async () => {
  const planner = await plannerOfAnswers(sekadauAnswers())
  await openDashboard(planner)
  const { page } = planner
  const text = await summary(page).textContent()
  expect(text).toContain('78,74')
  expect(text).toContain('B · Baik')
  expect(text).toMatch(/Responden\s*49/)
  expect(text).toContain('Bobot 1/9 tiap unsur')
  const rows = await page
    .getByRole('region', { name: words.elements.title })
    .getByRole('row')
    .allTextContents()
  // Lowest first: sums 138, 139, 143 of the published table are requirements, procedure and facilities.
  expect(rows[1]).toMatch(/U1\s*Persyaratan.*2,82/)
  expect(rows[2]).toMatch(/U2\s*Sistem dan prosedur.*2,84/)
  expect(await page.getByText(words.simulated).count()).toBe(0)
})

test('filters stand in the address, and the back button undoes them', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page } = planner
  const all = await summary(page).textContent()
  await page.getByLabel(words.filter.unit, { exact: true }).selectOption('disdukcapil')
  await page.getByRole('heading', { name: words.units.servicesTitle('Disdukcapil') }).waitFor()
  expect(query(page)).toMatchObject({ unit: 'disdukcapil' })
  await page.getByLabel(words.filter.service, { exact: true }).selectOption('ktp-el')
  await page.waitForURL('**service=ktp-el**')
  await page.getByRole('button', { name: new RegExp(words.filter.before) }).click()
  await page.waitForURL('**period=**')
  expect(query(page)).toMatchObject({ unit: 'disdukcapil', service: 'ktp-el' })
  await page.goBack()
  await page.goBack()
  await page.goBack()
  await page.getByRole('heading', { name: words.units.unitsTitle }).waitFor()
  expect(query(page)).toEqual({})
  expect(await summary(page).textContent()).toBe(all)
})

test('a period is chosen by kind or by two dates, and a link opens the same', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page } = planner
  const year = String(new Date().getFullYear())
  await page.getByRole('button', { name: new RegExp(words.filter.changePeriod) }).click()
  await page.getByLabel(words.filter.kinds.year).check({ force: true })
  await page.getByRole('button', { name: words.filter.apply }).click()
  await page.waitForURL(`**period=${year}`)
  await page.getByRole('button', { name: new RegExp(words.filter.changePeriod) }).click()
  await page.getByLabel(words.filter.kinds.dates).check({ force: true })
  await page.getByLabel(words.filter.from, { exact: true }).fill(`${year}-02-01`)
  await page.getByLabel(words.filter.to, { exact: true }).fill(`${year}-01-05`)
  await page.getByText(words.filter.backwards).waitFor()
  await page.getByLabel(words.filter.to, { exact: true }).fill(`${year}-02-20`)
  await page.getByRole('button', { name: words.filter.apply }).click()
  await page.waitForURL(`**period=${year}-02-01..${year}-02-20`)
  await page.reload()
  await page.getByRole('button', { name: new RegExp(`^1 Februari ${year}`) }).waitFor()
})

test('a survey period of the regency is chosen by its name, and says whether it is open', async () => {
  const planner = await plannerOfExample()
  const [year, before] = [new Date().getFullYear(), new Date().getFullYear() - 1]
  const { db, close } = await openStore(planner.dataDir, 'unused')
  const period = (name: string, of: number) => ({
    id: `survei-${of}`,
    name,
    from_day: `${of}-01-10`,
    to_day: `${of}-11-20`,
    reason: null,
  })
  await db
    .insertInto('periods')
    .values([
      { ...period('Survei lama', before), closed_at: Date.now() },
      { ...period('Survei berjalan', year), closed_at: null },
    ])
    .execute()
  await close()
  await openDashboard(planner)
  const { page } = planner
  await page.getByRole('button', { name: new RegExp(words.filter.changePeriod) }).click()
  await page.getByLabel(words.filter.kinds.survey).check({ force: true })
  const which = page.getByLabel(words.filter.which)
  const { open, closed } = words.filter.states
  const offered = await which.getByRole('option').allTextContents()
  expect(offered.sort()).toEqual([`Survei berjalan (${open})`, `Survei lama (${closed})`])
  await which.selectOption({ label: `Survei berjalan (${open})` })
  await page.getByRole('button', { name: words.filter.apply }).click()
  await page.waitForURL(`**period=${year}-01-10..${year}-11-20`)
  // The link shows the name to whoever opens it.
  await page.reload()
  await page.getByRole('button', { name: /^Survei berjalan/ }).waitFor()
})

test('the CSV holds what is shown, and says what it is', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner, '?unit=disdukcapil&weights=0.11')
  const { page } = planner
  const shown = await summary(page).locator('.ikm').textContent()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.bar.csv }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^ikm_disdukcapil_\d{4}-Q\d_data-contoh\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  const rows = text
    .slice(1)
    .split('\r\n')
    .map((row) => row.split(';'))
  const about = Object.fromEntries(rows.map(([label, value]) => [label, value]))
  expect(about).toMatchObject({
    Data: words.simulated,
    Unit: 'Disdukcapil',
    Bobot: words.summary.cutWeights('0,11'),
  })
  const total = rows.find(([part, , name]) => part === 'Ringkasan' && name === 'Ringkasan')
  expect(Number(total?.[5]?.replace(',', '.'))).toBe(Number(shown?.replace(',', '.')))
  expect(rows.filter(([part]) => part === 'Unsur')).toHaveLength(9)
  expect(rows.filter(([part]) => part === 'Layanan')).toHaveLength(4)
  const { db, close } = await openStore(planner.dataDir, 'unused')
  const exported = db.selectFrom('audit').select('detail').where('action', '=', 'results.exported')
  const trail = await exported.execute()
  await close()
  expect(trail.map(({ detail }) => JSON.parse(detail).unit)).toEqual(['disdukcapil'])
})

test('without its line in the trail there is no CSV, and the page says so', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page } = planner
  await page.route('**/api/exports', (route) => route.abort())
  let saved = false
  page.on('download', () => {
    saved = true
  })
  await page.getByRole('button', { name: words.bar.csv }).click()
  await page.getByText(words.bar.csvFailed).waitFor()
  expect(saved).toBe(false)
})

test('without a server the last figures stay and say so, and come to life by themselves', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page, server, dataDir } = planner
  const before = await summary(page).textContent()
  await server.stop()
  await lookAgain(page)
  await page.getByText(words.trouble.offlineTitle).waitFor()
  expect(await page.getByRole('banner').count()).toBe(1)
  expect(await page.locator('.stale').textContent()).toMatch(/angka dari \d\d\.\d\d/)
  expect(await summary(page).textContent()).toBe(before)
  await serveHere({ dataDir, port: server.port })
  await lookAgain(page)
  await page.getByText(words.bar.justNow).waitFor()
})

test('a failure or a time-out is said as such, never as “no answers”', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page, server } = planner
  const failed = { status: 500, json: { problems: [{ code: 'server.failed' }] } }
  await page.route('**/api/results?*', (route) => route.fulfill(failed))
  await page.goto(`${server.url}/dasbor`)
  await page.getByRole('heading', { name: words.trouble.failedTitle }).waitFor()
  expect(await page.locator('main').textContent()).not.toContain('Belum ada jawaban')
  await page.unroute('**/api/results?*')
  await page.route('**/api/results?*', (route) => route.fulfill({ status: 504, body: 'gateway' }))
  await page.getByRole('button', { name: words.trouble.retry }).click()
  await page.getByRole('heading', { name: words.trouble.slowTitle }).waitFor()
  await page.unroute('**/api/results?*')
  await page.getByRole('button', { name: words.trouble.retry }).click()
  await wholeDashboard(page)
})

test('a period without answers says so and leads to the nearest with some', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner)
  const { page, server } = planner
  await page.goto(`${server.url}/dasbor?period=2001-Q1`)
  await page.getByRole('heading', { name: words.empty.title('Triwulan I 2001') }).waitFor()
  await page.getByRole('button', { name: /^Lihat Triwulan/ }).click()
  await wholeDashboard(page)
  expect(query(page).period).toMatch(/^\d{4}-Q\d$/)
  await page.goto(`${server.url}/dasbor?unit=tidak-ada`)
  await page.getByRole('heading', { name: words.trouble.unknownFilterTitle }).waitFor()
})

test('an ended session leads to the sign-in and back to the same filters', async () => {
  const planner = await plannerOfExample()
  await openDashboard(planner, '?unit=rsud')
  const { page } = planner
  expect(query(page)).toEqual({ unit: 'rsud' })
  await page.context().clearCookies()
  await lookAgain(page)
  await page.getByText(words.signIn.expired).waitFor()
  await signIn(page)
  await wholeDashboard(page)
  expect(query(page)).toEqual({ unit: 'rsud' })
  await page.getByRole('button', { name: words.signOut }).click()
  await page.waitForURL('**/masuk')
  // Who comes without a session, and never saw figures, is not told that one ended.
  await page.goto(page.url().replace('/masuk', '/dasbor?period=entah'))
  await page.waitForURL('**/masuk?**')
  await page.getByLabel(words.signIn.username).waitFor()
  expect(await page.getByText(words.signIn.expired).count()).toBe(0)
  expect(page.url()).not.toContain('entah')
})

test('whoever cannot sign out is told so, stays, and can try again', async () => {
  const planner = await plannerOfExample(PHONE, 10)
  await openDashboard(planner)
  const { page, server } = planner
  await page.route('**/api/session', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.continue(),
  )
  await page.getByRole('button', { name: words.signOut, exact: true }).click()
  await page.getByRole('alert').filter({ hasText: words.signOutFailed }).waitFor()
  expect(page.url()).toContain('/dasbor')
  const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(across).toBeLessThanOrEqual(0)
  await page.unroute('**/api/session')
  await page.getByRole('button', { name: words.signOutAgain }).click()
  await page.waitForURL('**/masuk')
  await page.goto(`${server.url}/dasbor`)
  await page.waitForURL('**/masuk?**')
})

test('the sign-in says what is wrong, and shows the password only when asked', async () => {
  const { page, server } = await plannerOfExample(PHONE, 10)
  await page.goto(`${server.url}/masuk?next=//evil.example/`)
  await page.getByRole('button', { name: words.signIn.submit, exact: true }).click()
  await page.getByText(words.signIn.missing).waitFor()
  await signIn(page, 'bukan-sandinya')
  await page.getByText(words.signIn.wrong).waitFor()
  const password = page.getByRole('textbox', { name: words.signIn.password })
  expect(await password.getAttribute('autocomplete')).toBe('current-password')
  expect(await password.getAttribute('type')).toBe('password')
  await page.getByRole('button', { name: words.signIn.showPassword }).click()
  expect(await password.getAttribute('type')).toBe('text')
  expect(await password.inputValue()).toBe('bukan-sandinya')
  await server.stop()
  await signIn(page)
  await page.getByText(words.signIn.unreachable).waitFor()
})

test.each([
  ['1440 × 900', WIDE],
  ['390 × 844', PHONE],
])(
  'axe finds nothing at %s, no rule of the page is broken, and nothing is wider than the screen',
  async (_, viewport) => {
    const planner = await plannerOfExample(viewport)
    const { page, server } = planner
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text())
    })
    await page.goto(`${server.url}/masuk`)
    await page.getByRole('heading', { name: words.signIn.title }).waitFor()
    expect(await faults(page)).toEqual([])
    await openDashboard(planner)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: new RegExp(words.filter.changePeriod) }).click()
    for (const button of await page.getByRole('button', { name: /^Lihat (tabel|grafik)/ }).all())
      await button.click()
    expect(await faults(page)).toEqual([])
    await page.goto(`${server.url}/dasbor?period=2001-Q1`)
    await page.getByRole('heading', { name: words.empty.title('Triwulan I 2001') }).waitFor()
    expect(await faults(page)).toEqual([])
    expect(refused).toEqual([])
  },
)

test('Chart.js comes to the dashboard only, and after its figures', async () => {
  const planner = await plannerOfExample(WIDE, 100)
  const { page, server } = planner
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.goto(`${server.url}/kiosk`)
  await page.waitForLoadState('networkidle')
  await page.goto(`${server.url}/masuk`)
  await page.getByRole('heading', { name: words.signIn.title }).waitFor()
  expect(scripts.length).toBeGreaterThan(0)
  expect(await withChartJs(scripts)).toEqual([])
  await openDashboard(planner)
  expect(await withChartJs(scripts)).toHaveLength(1)
})

/** The scripts that carry Chart.js, by a name that it registers. */
async function withChartJs(urls: string[]): Promise<string[]> {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()))
  return urls.filter(
    (_, i) => texts[i]?.includes('decimation') || texts[i]?.includes('beforeDatasetsDraw'),
  )
}

/** What axe finds, and whether the page scrolls sideways. */
async function faults(page: Page): Promise<string[]> {
  const violations = await violationsOn(page)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(', ')}`)
  return wider ? [...found, 'wider than the screen'] : found
}
