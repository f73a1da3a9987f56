// A new version of the app waits while an interview is open, and takes over at the home screen.
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildAs } from '../../src/build.ts'
import {
  aField,
  answerAbout,
  answerElements,
  aPhone,
  begin,
  button,
  homeScreen,
  readyOffline,
  words,
} from './enumerator.ts'
import { startFront } from './front.ts'
import { tempDir } from './harness.ts'

const DIST = join(import.meta.dirname, '../../dist')

test('an update never interrupts an interview, and takes over at the home screen', async () => {
  const field = await aField()
  const [today, tomorrow] = [await tempDir(), await tempDir()]
  await cp(DIST, today, { recursive: true })
  await buildAs('9.9.9+next', tomorrow)
  const app = (directory: string) => ({ is: 'app', directory, server: field.server.url }) as const
  const front = await startFront(app(today))
  const { page } = await aPhone({ ...field, server: { ...field.server, url: front.url } })
  await readyOffline(page)
  await begin(page)
  await answerElements(page, 0, 4)
  front.become(app(tomorrow))
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const installed = new Promise<void>((resolve) =>
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing
        worker?.addEventListener('statechange', () => worker.state === 'installed' && resolve())
      }),
    )
    await registration.update()
    await installed
    Reflect.set(window, 'sameDocument', true)
  })
  const same = () => page.evaluate(() => Reflect.get(window, 'sameDocument') === true)
  await answerElements(page, 4, 9)
  await answerAbout(page)
  await button(page, words.interview.summary.finish).click()
  await button(page, words.interview.saved.home).waitFor()
  expect(await same()).toBe(true)

  const reloaded = page.waitForEvent('load')
  await button(page, words.interview.saved.home).click()
  await reloaded
  await homeScreen(page)
  expect(await same()).toBe(false)
  await page.getByRole('button', { name: words.list.number('1') }).waitFor()
})
