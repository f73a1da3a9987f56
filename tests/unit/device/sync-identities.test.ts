// What was collected before the browser was paired anew goes as its collector's, and never blocks the rest.
import { expect, test } from 'vitest'
import type { Submission } from '../../../src/core/submission.ts'
import { anId, aSubmission } from '../../make.ts'
import { type Answer, aBench, failure, many, refusal, stored } from './sync-parts.ts'

/** Of a former identity, numbered from 1 like those of the new one, under ids of their own. */
function theirs(count: number, from: number): Submission[] {
  return many(count).map((one, i) => aSubmission({ ...one, id: anId(from + i) }))
}

const unknown = refusal(401, 'token.unknown', { path: 'collectedBy' })

/** Whom each batch was said to be collected by, and how many were in it. */
function noting(answer: Answer): { answer: Answer; batches: [string | null, number][] } {
  const batches: [string | null, number][] = []
  return {
    batches,
    answer: (batch, packing, collectedBy) => {
      batches.push([collectedBy, batch.length])
      return answer(batch, packing, collectedBy)
    },
  }
}

test('each identity’s answers go in batches of their own, those of the present one first', async () => {
  const { answer, batches } = noting(stored)
  const bench = aBench(answer, { waiting: 2 })
  bench.addOf('kiosk-old', ...theirs(3, 100))
  bench.addOf('kiosk-older', ...theirs(1, 200))
  expect(await bench.sync.drain()).toEqual({ done: true })
  expect(batches).toEqual([
    [null, 2],
    ['kiosk-old', 3],
    ['kiosk-older', 1],
  ])
  expect(bench.unsent()).toEqual([])
})

test('a collector that the server does not know keeps its answers, says so, and blocks nobody', async () => {
  const { answer, batches } = noting((batch, _, collector) =>
    collector === 'kiosk-lost' ? unknown : stored(batch),
  )
  const bench = aBench(answer, { waiting: 1 })
  bench.addOf('kiosk-lost', ...theirs(60, 100))
  bench.addOf('kiosk-old', ...theirs(2, 300))
  expect(await bench.sync.drain()).toEqual({ done: true })
  expect(bench.unsent()).toHaveLength(60)
  expect(bench.refused.size).toBe(0)
  expect(bench.troubles.at(-1)).toBe('collector.unknown')
  // One try is enough for all of them, and new answers go on without another.
  bench.add(...theirs(1, 400))
  expect(await bench.sync.drain()).toEqual({ done: true })
  expect(batches).toEqual([
    [null, 1],
    ['kiosk-lost', 50],
    ['kiosk-old', 2],
    [null, 1],
  ])
  expect(bench.troubles.at(-1)).toBe('collector.unknown')
})

test('it is asked again after five minutes, and at once when the browser is paired anew', async () => {
  let known = false
  const { answer, batches } = noting((batch) => (known ? stored(batch) : unknown))
  const bench = aBench(answer)
  bench.addOf('kiosk-old', ...theirs(1, 100))
  await bench.sync.drain()
  await bench.sync.drain()
  expect(batches).toHaveLength(1)
  bench.advance(5 * 60_000)
  await bench.sync.drain()
  expect(batches).toHaveLength(2)
  known = true
  bench.sync.reset()
  await expect.poll(() => bench.unsent()).toEqual([])
  await expect.poll(() => bench.troubles.at(-1)).toBeNull()
  bench.sync.stop()
})

test('a refusal of the device itself is not taken for one of the collector', async () => {
  const bench = aBench(() => refusal(403, 'device.revoked'))
  bench.addOf('kiosk-old', ...theirs(1, 100))
  expect(await bench.sync.drain()).toMatchObject({ done: false, firm: true })
  expect(bench.troubles.at(-1)).toBe('device.revoked')
})

test('a former identity’s batch that is too large is halved like any other', async () => {
  const { answer, batches } = noting((batch) =>
    batch.length > 2 ? refusal(413, 'body.too-large') : stored(batch),
  )
  const bench = aBench(answer)
  bench.addOf('kiosk-old', ...theirs(4, 100))
  expect(await bench.sync.drain()).toEqual({ done: true })
  expect(batches).toEqual([
    ['kiosk-old', 4],
    ['kiosk-old', 2],
    ['kiosk-old', 2],
  ])
})

test('without a server they wait like the others', async () => {
  const bench = aBench(() => failure('network'))
  bench.addOf('kiosk-old', ...theirs(2, 100))
  expect(await bench.sync.drain()).toMatchObject({ done: false, firm: false })
  expect(bench.unsent()).toHaveLength(2)
  expect(bench.troubles.at(-1)).toBe('network')
})
