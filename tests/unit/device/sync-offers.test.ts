// Interviews that can still be corrected: offered only to a server that answers, and then as they stand.
import { expect, test } from 'vitest'
import { anId, aSubmission } from '../../make.ts'
import { aBench, failure, many, stored } from './sync-parts.ts'

function interviews(count: number) {
  return Array.from({ length: count }, (_, i) =>
    aSubmission({ id: anId(i + 1), sequence: i + 1, channel: 'enumerator', mode: 'interview' }),
  )
}

test('without a server within reach nothing is offered, so all can still be corrected', async () => {
  const bench = aBench(stored, { reach: () => failure('network') })
  bench.add(...interviews(3))
  expect(await bench.sync.drain()).toMatchObject({ done: false })
  expect(bench.sent).toEqual([])
  expect(bench.offered.size).toBe(0)
  expect(bench.troubles).toEqual(['network'])
})

test('a portal that answers is not our server: nothing is offered to it', async () => {
  const bench = aBench(stored, { reach: () => failure('foreign', 200) })
  bench.add(...interviews(1))
  await bench.sync.drain()
  expect(bench.offered.size).toBe(0)
  expect(bench.troubles).toEqual(['reply.foreign'])
})

test('a server that answers is asked once in a drain, and each is offered before it is sent', async () => {
  const bench = aBench((batch) => {
    expect(batch.every(({ id }) => bench.offered.has(id))).toBe(true)
    return stored(batch)
  })
  bench.add(...interviews(120))
  expect(await bench.sync.drain()).toEqual({ done: true })
  expect(bench.unsent()).toEqual([])
  expect(bench.sent.length).toBeGreaterThan(1)
  expect(bench.asks()).toBe(1)
})

test('what a kiosk keeps costs no question and no mark', async () => {
  const bench = aBench(stored)
  bench.add(...many(30))
  await bench.sync.drain()
  expect([bench.asks(), bench.offered.size]).toEqual([0, 0])
})
