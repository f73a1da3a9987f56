// `npm run pictures`: takes the README's pictures of the app as it is, with the demonstration regency.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfChanged } from '../src/build.ts'
import { elementsInOrder } from '../src/core/instrument.ts'
import {
  aField,
  answerElements,
  aPhone,
  begin,
  button,
  dayFromToday,
  homeScreen,
  interviewOnce,
  words as phoneWords,
  readyOffline as readyPhone,
} from './e2e/enumerator.ts'
import { cli, endAfter, launchBrowser, startServer, tempDir } from './e2e/harness.ts'
import { attractScreen, PLANNER, pairKiosk, readyOffline, words } from './e2e/kiosk.ts'
import { skm } from './make.ts'

const FOLDER = join(import.meta.dirname, '../docs/images')

const ends: (() => unknown)[] = []
endAfter((end) => ends.push(end))
mkdirSync(FOLDER, { recursive: true })
await buildIfChanged()
const dataDir = await tempDir()
await cli(['demo', '--answers', '6000'], { dataDir })
await cli(['create-person', '--username', PLANNER.username, '--role', 'planner'], {
  dataDir,
  input: PLANNER.password,
})
const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--service', 'ktp-el']
const { json } = await cli([...kiosk, '--json'], { dataDir })
const server = await startServer({ dataDir })
const { context } = await launchBrowser({ userDataDir: await tempDir() })
const page = context.pages()[0] ?? (await context.newPage())
const take = (name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) })

await pairKiosk(page, server.url, json.code)
await readyOffline(page)
await take('kiosk-attract')
await page.getByRole('button', { name: words.attract.start }).click()
await page.getByRole('button', { name: words.notice.begin, exact: true }).click()
for (const element of elementsInOrder(skm, 'annex').slice(0, 3)) {
  await page.getByRole('heading', { name: element.question }).waitFor()
  if (element.key === 'waktu') await take('kiosk-question')
  else await page.getByRole('button', { name: element.answers[2], exact: true }).click()
}
await page.goto(`${server.url}/kiosk`)
await attractScreen(page)
await context.request.post(`${server.url}/api/session`, {
  data: PLANNER,
  headers: { origin: server.url },
})
await page.setViewportSize({ width: 1440, height: 900 })
await page.goto(`${server.url}/dasbor`, { waitUntil: 'networkidle' })
await page.locator('canvas').first().waitFor()
await take('dashboard')
await context.close()
await server.stop()

// A phone with a draft and two interviews that wait for a signal.
const field = await aField({ assignments: [{ from: dayFromToday(-20), to: dayFromToday(8) }] })
const phone = await aPhone(field, { userDataDir: await tempDir() })
await readyPhone(phone.page)
await field.server.stop()
await interviewOnce(phone.page)
await interviewOnce(phone.page, { sex: 'Laki-laki', age: '63' })
await begin(phone.page)
await answerElements(phone.page, 0, 5)
await button(phone.page, phoneWords.interview.leave).click()
await homeScreen(phone.page)
await phone.page.screenshot({ path: join(FOLDER, 'enumerator.png') })
for (const end of ends.reverse()) await end()
