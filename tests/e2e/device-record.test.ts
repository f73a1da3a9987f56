// One device as the desk sees it: what came of it, what has not and since when, its log; and the dashboard says so.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { DeviceReport } from '../../src/core/device-report.ts'
import { localTimeOf } from '../../src/core/period.ts'
import { ADMIN_SURVEY_WORDS } from '../../src/i18n/admin-survey.ts'
import { DASHBOARD_WORDS } from '../../src/i18n/dashboard.ts'
import { DEVICE_RECORD_WORDS } from '../../src/i18n/device-record.ts'
import { formatDay } from '../../src/i18n/language.ts'
import { LOG_WORDS } from '../../src/i18n/log.ts'
import { anId, aSubmission } from '../make.ts'
import { adminDesk, type Desk, faults, HOSTILE, openSection, shownAsText } from './desk.ts'
import { cli } from './harness.ts'
import { lookAgain, wholeDashboard } from './planner.ts'

const words = DEVICE_RECORD_WORDS.id
const { bar } = DASHBOARD_WORDS.id

/** A kiosk that is paired, and what it sends. */
async function aKiosk({ server, dataDir }: Desk) {
  const place = ['--kind', 'kiosk', '--unit', 'disdukcapil', '--token', '--json']
  const { device, token } = (await cli(['create-device', ...place], { dataDir })).json as {
    device: { id: string }
    token: string
  }
  const post = async (path: string, body: object) => {
    const reply = await fetch(`${server.url}/api/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sent: Date.now(), ...body }),
    })
    if (!reply.ok) throw new Error(await reply.text())
  }
  return {
    id: device.id,
    answers: (series: string, first: number, numbers: readonly number[]) =>
      post('submissions', {
        series,
        submissions: numbers.map((n) => aSubmission({ id: anId(first + n), sequence: n })),
      }),
    says: (fields: Partial<DeviceReport> & { sent?: number }) =>
      post('contact', {
        app: '0.3.0',
        unsent: 0,
        oldestUnsentAt: null,
        quarantined: 0,
        lastSequence: 0,
        persisted: true,
        usedBytes: 2_400_000,
        quotaBytes: 60_000_000,
        trouble: null,
        ...fields,
      }),
  }
}

const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('the desk reads which numbers came, which did not since when, and what the device noted', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const kiosk = await aKiosk(desk)
  await kiosk.answers('lama', 0, [...upTo(33), ...upTo(50, 46)])
  await kiosk.answers('baru', 100, upTo(3))
  const at = Date.now()
  const today = formatDay(localTimeOf(at, 'Asia/Jakarta').day, 'id')
  await kiosk.says({
    series: 'baru',
    lastSequence: 5,
    unsent: 2,
    oldestUnsentAt: at,
    drafts: 1,
    carried: 2,
    evictsAfterDays: 7,
    log: [
      { at, code: 'app.started', detail: '0.3.0' },
      { at: at + 1, code: 'sync.failed', detail: HOSTILE },
    ],
  })

  await openSection(desk, 'perangkat')
  await page
    .getByRole('button', { name: ADMIN_SURVEY_WORDS.id.devices.openNamed(kiosk.id) })
    .click()
  const numbers = page.getByRole('region', { name: words.numbers.title })
  await numbers.waitFor()
  expect(await numbers.locator('h4, p').allTextContents()).toEqual([
    words.numbers.wiped,
    words.numbers.storage(1),
    `1–33, 46–50 ${words.numbers.come}`,
    `34–45 ${words.numbers.notCome(today)}`,
    expect.stringMatching(/^Tiba antara/),
    words.numbers.storageNow(2),
    `1–3 ${words.numbers.come}`,
    words.numbers.waiting('2'),
    expect.stringMatching(/^Tiba antara/),
  ])
  await page.getByText(words.evictsIn(7)).waitFor()
  const log = page.getByRole('region', { name: words.log.title })
  const rows = await log.getByRole('row').allTextContents()
  expect(rows[1]).toContain(LOG_WORDS.id['sync.failed'])
  expect(rows[2]).toContain(LOG_WORDS.id['app.started'])
  await shownAsText(page, HOSTILE)
  expect(await faults(page)).toEqual([])

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    log.getByRole('button', { name: words.log.save }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`catatan-${kiosk.id}.txt`)
  expect(await readFile(await file.path(), 'utf8')).toBe(
    `${new Date(at).toISOString()}\tapp.started\t0.3.0\r\n` +
      `${new Date(at + 1).toISOString()}\tsync.failed\t${HOSTILE}\r\n`,
  )

  await kiosk.answers('lama', 0, upTo(45, 34))
  await lookAgain(page)
  await numbers.getByText('1–50').waitFor()
  expect(await numbers.getByText('34–45').count()).toBe(0)
})

test('the desk reads what a device says of itself: what waits, its clock, its storage, its version', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const kiosk = await aKiosk(desk)
  await kiosk.answers('', 0, [1, 2, 5])
  const behind = Date.now() - 2 * 3_600_000
  await kiosk.says({ sent: behind, unsent: 12, oldestUnsentAt: behind, lastSequence: 17 })
  await openSection(desk, 'perangkat')
  const { detail, signs, openNamed } = ADMIN_SURVEY_WORDS.id.devices
  const row = page.getByRole('row').filter({ hasText: kiosk.id })
  await row.getByText(signs.missing, { exact: false }).first().waitFor()
  await row.getByText('12').first().waitFor()
  await page.getByRole('button', { name: openNamed(kiosk.id) }).click()
  const fact = async (label: string) =>
    page.locator('.device-facts > div').filter({ hasText: label }).first().locator('dd')
  await expect.poll(async () => (await fact(detail.unsent)).textContent()).toMatch(/^12/)
  expect(await (await fact(detail.missing)).textContent()).toBe('2')
  expect(await (await fact(detail.clock)).textContent()).toMatch(/2 jam/)
  expect(await (await fact(detail.storage)).textContent()).toMatch(/2,4 MB .*60 MB/)
  expect(await (await fact(detail.app)).textContent()).toMatch(/^0\.3\.0/)
  expect(await (await fact(detail.lastSequence)).textContent()).toMatch(/^17/)
})

test('the dashboard says how many have not come until they have, and leads to the devices', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const kiosks = [await aKiosk(desk), await aKiosk(desk)] as const
  await kiosks[0].answers('', 0, [1, 2, 13])
  await kiosks[1].answers('', 100, [1])
  await kiosks[1].says({ lastSequence: 3, unsent: 2 })
  await page.goto(`${desk.server.url}/dasbor`)
  const link = page.getByRole('link', { name: bar.missing('12', '2') })
  await link.waitFor()
  expect(await faults(page)).toEqual([])
  await link.click()
  await page.waitForURL('**/kelola/perangkat')

  await kiosks[0].answers('', 0, upTo(12, 3))
  await page.goto(`${desk.server.url}/dasbor`)
  await page.getByRole('link', { name: bar.missing('2', '1') }).waitFor()
  await wholeDashboard(page)
  await kiosks[1].answers('', 100, [2, 3])
  await lookAgain(page)
  await page.locator('.top-bar .missing').waitFor({ state: 'detached' })
})

test('where the numbers cannot be read, the dialog says so and reads them when asked again', async () => {
  const desk = await adminDesk()
  const { page } = desk
  const kiosk = await aKiosk(desk)
  await openSection(desk, 'perangkat')
  await page.route(`**/api/devices/${kiosk.id}`, (route) => route.abort())
  await page
    .getByRole('button', { name: ADMIN_SURVEY_WORDS.id.devices.openNamed(kiosk.id) })
    .click()
  await page.getByText(words.numbers.failed).waitFor()
  await page.unroute(`**/api/devices/${kiosk.id}`)
  await page.getByRole('button', { name: words.numbers.retry, exact: true }).click()
  await page.getByText(words.numbers.none).waitFor()
  await page.getByText(words.log.none).waitFor()
})
