// What a page notes of its device: codes and names, never what a person typed; and how much room there is.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDiary, WORKER_FAILED } from '../../../src/device/diary.ts'

const heard = new Map<string, (event: object) => void>()

beforeEach(() => {
  heard.clear()
  // Node has no events of a page.
  vi.stubGlobal('addEventListener', (type: string, listener: (event: object) => void) =>
    heard.set(type, listener),
  )
})
afterEach(() => vi.unstubAllGlobals())

test('an error that nobody caught is noted by its name alone', async () => {
  const diary = openDiary(() => undefined)
  heard.get('error')?.({ error: new TypeError('Tarifnya Rp 50.000, kata Ibu Siti') })
  heard.get('unhandledrejection')?.({ reason: 'Ibu Siti' })
  expect(await diary.latest(10)).toMatchObject([
    { code: 'app.failed', detail: 'TypeError' },
    { code: 'app.failed', detail: 'string' },
  ])
})

test('a service worker that failed is noted with why', async () => {
  const diary = openDiary(() => undefined)
  heard.get(WORKER_FAILED)?.(new CustomEvent(WORKER_FAILED, { detail: 'install' }))
  expect(await diary.latest(10)).toMatchObject([{ code: 'worker.failed', detail: 'install' }])
})

test('a write without room, and a reserve that is given up, are known until there is room again', () => {
  const diary = openDiary(() => undefined)
  expect(diary.room).toBe('ample')
  diary.note('storage.freed')
  expect(diary.room).toBe('low')
  diary.note('storage.full')
  expect(diary.room).toBe('none')
  diary.setRoom('ample')
  expect(diary.room).toBe('ample')
})

test('a page that an older one keeps waiting says so at once', () => {
  let blocked = 0
  openDiary(() => {
    blocked += 1
  }).note('connection.blocked')
  expect(blocked).toBe(1)
})
