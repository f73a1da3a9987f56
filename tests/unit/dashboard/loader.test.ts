// Loading: figures stay until there are better ones, and a failure is never shown as "no data".
import { expect, test } from 'vitest'
import { parseFilter } from '../../../src/app/dashboard/filter.ts'
import {
  type Asked,
  createLoader,
  type LoaderParts,
  type Shown,
} from '../../../src/app/dashboard/loader.ts'
import type { Question } from '../../../src/app/dashboard/view.ts'
import type { Trouble } from '../../../src/app/trouble.ts'
import type { Results } from '../../../src/core/wire.ts'
import { aCatalogue, aGroup, someResults } from './results.ts'

/** A loader on a server that answers as told; `shown` is all that was on the screen, in order. */
function aLoader(answer: (question: Question) => Asked<Results>) {
  const shown: Shown[] = []
  const asked: Question[] = []
  let out = 0
  const parts: LoaderParts = {
    catalogue: async () => ({ ok: true, value: aCatalogue() }),
    results: async (question) => {
      asked.push(question)
      return answer(question)
    },
    now: () => Date.UTC(2026, 10, 24),
    show: (next) => shown.push(next),
    signedOut: () => {
      out += 1
    },
  }
  return { loader: createLoader(parts), shown, asked, signedOut: () => out }
}

const fine = (fields: Partial<Results> = {}): Asked<Results> => ({
  ok: true,
  value: someResults(fields),
})
const lost = (trouble: Trouble | 'signed-out'): Asked<Results> => ({ ok: false, trouble })

test('without a period in the address the quarter of the last answer is asked for', async () => {
  const { loader, asked } = aLoader(() => fine())
  await loader.open(parseFilter(''))
  expect(asked[0]).toEqual({ from: '2026-07-01', to: '2026-09-30', by: 'unit', weights: 'exact' })
  expect(asked.map(({ by }) => by)).toEqual([
    'unit',
    'month',
    'day',
    'sex',
    'age',
    'education',
    'job',
    'disability',
    'channel',
    'mode',
  ])
})

test('the totals are shown before the rest has come', async () => {
  const { loader, shown } = aLoader(() => fine())
  await loader.open(parseFilter(''))
  expect(shown.map(({ state }) => state)).toEqual(['loading', 'loading', 'ready', 'ready'])
  expect(shown[2]).toMatchObject({ view: { parts: {} } })
})

test('with a service chosen, its totals and all services of its unit are asked for', async () => {
  const { loader, asked } = aLoader(() => fine())
  await loader.open(parseFilter('?unit=disdukcapil&service=kk&period=2026-09'))
  expect(asked[0]).toMatchObject({ unit: 'disdukcapil', by: 'service' })
  expect(asked[0]).not.toHaveProperty('service')
  expect(asked[1]).toEqual({
    unit: 'disdukcapil',
    service: 'kk',
    from: '2026-09-01',
    to: '2026-09-30',
    weights: 'exact',
  })
})

test('a refresh shows nothing until all of it is there', async () => {
  const { loader, shown } = aLoader(() => fine())
  await loader.open(parseFilter(''))
  const before = shown.length
  await loader.refresh()
  expect(shown.length).toBe(before + 1)
})

test('without a server the last figures stay, with the reason', async () => {
  let up = true
  const { loader, shown } = aLoader(() => (up ? fine({ ikm: 82.14 }) : lost('offline')))
  await loader.open(parseFilter(''))
  up = false
  await loader.refresh()
  expect(shown[shown.length - 1]).toMatchObject({
    state: 'ready',
    trouble: 'offline',
    view: { main: { ikm: 82.14 } },
  })
  up = true
  await loader.refresh()
  expect(shown[shown.length - 1]).toMatchObject({ state: 'ready', trouble: null })
})

test('figures of another filter never stay under a name that is not theirs', async () => {
  let up = true
  const { loader, shown } = aLoader(() => (up ? fine() : lost('slow')))
  await loader.open(parseFilter('?period=2026-Q3'))
  up = false
  await loader.open(parseFilter('?period=2026-Q2'))
  expect(shown[shown.length - 1]).toMatchObject({ state: 'failed', trouble: 'slow' })
  await loader.open(parseFilter('?period=2026-Q3'))
  expect(shown[shown.length - 1]).toMatchObject({ state: 'ready', trouble: 'slow' })
})

test('a part that fails does not take the others with it', async () => {
  const { loader, shown } = aLoader(({ by }) => (by === 'day' ? lost('failed') : fine()))
  await loader.open(parseFilter(''))
  const last = shown[shown.length - 1]
  expect(last).toMatchObject({ state: 'ready', view: { parts: { day: null } } })
  expect(last?.state === 'ready' && last.view.parts.month).toBeTruthy()
})

test('an empty period asks for the months that have answers, to offer the nearest', async () => {
  const { loader, shown, asked } = aLoader(({ by }) =>
    by === 'month' ? fine({ groups: [aGroup('2026-08')] }) : fine({ n: 0, ikm: null }),
  )
  await loader.open(parseFilter('?unit=bapenda&period=2026-01'))
  expect(asked[asked.length - 1]).toMatchObject({
    unit: 'bapenda',
    by: 'month',
    from: '2025-12-01',
    to: '2026-09-20',
  })
  expect(shown[shown.length - 1]).toMatchObject({ state: 'ready', view: { main: { n: 0 } } })
})

test('an ended session leads to the sign-in, also when it ends between two questions', async () => {
  const { loader, signedOut, shown } = aLoader(({ by }) =>
    by === 'job' ? lost('signed-out') : fine(),
  )
  await loader.open(parseFilter(''))
  expect(signedOut()).toBe(1)
  expect(shown.some(({ state }) => state === 'failed')).toBe(false)
})

test('a unit that does not exist is said to be unknown, not empty', async () => {
  const { loader, shown, asked } = aLoader(() => fine())
  await loader.open(parseFilter('?unit=nowhere'))
  expect(shown[shown.length - 1]).toMatchObject({ state: 'unknown' })
  expect(asked).toEqual([])
})

test('an answer that comes after another filter was opened is not shown', async () => {
  let release: (value: Asked<Results>) => void = () => undefined
  let held: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    held = resolve
  })
  const shown: Shown[] = []
  const loader = createLoader({
    catalogue: async () => ({ ok: true, value: aCatalogue() }),
    results: async (question) => {
      if (question.from !== '2026-07-01') return fine({ ikm: 70 })
      held()
      return new Promise((resolve) => {
        release = resolve
      })
    },
    now: () => Date.UTC(2026, 10, 24),
    show: (next) => shown.push(next),
    signedOut: () => undefined,
  })
  const first = loader.open(parseFilter('?period=2026-Q3'))
  await asked
  await loader.open(parseFilter('?period=2026-Q2'))
  release(fine({ ikm: 99 }))
  await first
  expect(shown[shown.length - 1]).toMatchObject({ view: { main: { ikm: 70 } } })
})
