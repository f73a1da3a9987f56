// A draft that saves itself: one at a time, the last one last, and again until it is there.
import { expect, test } from 'vitest'
import {
  createSaver,
  type SaveOutcome,
  type SaverState,
} from '../../../src/app/admin/kuesioner/saver.ts'

interface Try {
  value: string
  answer: (outcome: SaveOutcome) => void
}

function aSaver() {
  const tries: Try[] = []
  const states: SaverState[] = []
  let timer: { ms: number; then: () => void } | null = null
  const saver = createSaver<string>({
    save: (value) => new Promise((answer) => tries.push({ value, answer })),
    report: (state) => states.push(state),
    after(ms, then) {
      timer = { ms, then }
      return () => {
        timer = null
      }
    },
  })
  return {
    saver,
    tries,
    states,
    waitedMs: () => timer?.ms ?? null,
    /** The pause is over. */
    ring: () => timer?.then(),
    async answer(at: number, outcome: SaveOutcome) {
      tries[at]?.answer(outcome)
      // What follows an answer happens in the next turns.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    },
  }
}

test('what is typed in one go is saved once, as it stands at the end', async () => {
  const { saver, tries, states, ring, answer } = aSaver()
  saver.change('a')
  saver.change('ab')
  ring()
  expect(tries.map(({ value }) => value)).toEqual(['ab'])
  await answer(0, { outcome: 'saved' })
  expect(states).toEqual(['saving', 'saved'])
})

test('what is typed while one is on its way goes after it, never beside it', async () => {
  const { saver, tries, states, ring, answer } = aSaver()
  saver.change('a')
  ring()
  saver.change('ab')
  ring()
  expect(tries).toHaveLength(1)
  await answer(0, { outcome: 'saved' })
  expect(tries.map(({ value }) => value)).toEqual(['a', 'ab'])
  await answer(1, { outcome: 'saved' })
  expect(states.at(-1)).toBe('saved')
})

test('without a server it is tried again, less and less often', async () => {
  const { saver, tries, states, ring, answer, waitedMs } = aSaver()
  saver.change('a')
  ring()
  const waits: (number | null)[] = []
  for (let at = 0; at < 4; at++) {
    await answer(at, { outcome: 'later' })
    waits.push(waitedMs())
    ring()
  }
  expect(waits).toEqual([3_000, 10_000, 30_000, 30_000])
  await answer(4, { outcome: 'saved' })
  expect(tries.every(({ value }) => value === 'a')).toBe(true)
  expect(states.at(-1)).toBe('saved')
})

test('what the server refused is said, and not tried again as it is', async () => {
  const { saver, tries, states, ring, answer } = aSaver()
  saver.change('a')
  ring()
  await answer(0, { outcome: 'refused', why: 'x' })
  expect(states.at(-1)).toEqual({ refused: 'x' })
  // Never published: what the server has is not what is on the screen.
  expect(await saver.flush()).toBe('stuck')
  expect(tries).toHaveLength(1)
})

test('what somebody else changed meanwhile is not written over until it is changed again', async () => {
  const { saver, tries, states, ring, answer } = aSaver()
  saver.change('a')
  ring()
  await answer(0, { outcome: 'changed', by: 'budi' })
  expect(states.at(-1)).toEqual({ changedBy: 'budi' })
  expect(await saver.flush()).toBe('stuck')
  saver.change('ab')
  ring()
  await answer(1, { outcome: 'saved' })
  expect(await saver.flush()).toBe('saved')
  expect(tries).toHaveLength(2)
})

test('a flush says whether all is saved', async () => {
  const { saver, answer } = aSaver()
  saver.change('a')
  const flushed = saver.flush()
  await answer(0, { outcome: 'later' })
  expect(await flushed).toBe('later')
  const again = saver.flush()
  await answer(1, { outcome: 'saved' })
  expect(await again).toBe('saved')
})
