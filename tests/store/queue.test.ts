// Group commit over a real store: who waits is written together, and nobody fails for another.
import { describe, expect, test } from 'vitest'
import { createIngestQueue, MOST_WAITING, QueueIsFull } from '../../src/server/ingest-queue.ts'
import { type Delivery, storeDeliveries } from '../../src/server/store/ingest.ts'
import { verifyTallies } from '../../src/server/store/rebuild.ts'
import { anId, aSubmission } from '../make.ts'
import { aDelivery, aStore, STORES, surveyIn } from './stores.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe.each(STORES)('$name: the queue', ({ open }) => {
  async function aQueue() {
    const store = await aStore(open)
    const survey = await surveyIn(store)
    const groups: number[] = []
    const queue = createIngestQueue((deliveries: readonly Delivery[]) => {
      groups.push(deliveries.length)
      return storeDeliveries(store.db, deliveries, survey)
    }, nextTurn)
    return { store, survey, queue, groups }
  }

  test('writes posts that wait at the same time in one transaction', async () => {
    const { store, survey, queue, groups } = await aQueue()
    const posts = Array.from({ length: 40 }, (_, i) =>
      queue.add(aDelivery([aSubmission({ id: anId(i) })])),
    )
    const outcomes = (await Promise.all(posts)).flat()
    expect(outcomes.every(({ became }) => became === 'stored')).toBe(true)
    expect(groups).toEqual([40])
    expect(await verifyTallies(store.db, survey.instrumentNamed)).toEqual([])
  })

  test('answers every one of the same post at the same time, and stores it once', async () => {
    const { store, queue } = await aQueue()
    const posts = Array.from({ length: 8 }, () => queue.add(aDelivery([aSubmission()])))
    const became = (await Promise.all(posts)).flat().map((outcome) => outcome.became)
    expect(became).toEqual(['stored', ...Array<string>(7).fill('known')])
    expect(await store.db.selectFrom('submissions').select('id').execute()).toHaveLength(1)
  })

  test('a post that cannot be written fails alone', async () => {
    const { store, survey, queue } = await aQueue()
    const good = [1, 2, 3].map((n) => queue.add(aDelivery([aSubmission({ id: anId(n) })])))
    const bad = queue.add(aDelivery([aSubmission({ id: anId(9), instrument: 'ghost@1' })]))
    await expect(bad).rejects.toThrow('ghost@1')
    expect((await Promise.all(good)).flat().map(({ became }) => became)).toEqual([
      'stored',
      'stored',
      'stored',
    ])
    expect(await store.db.selectFrom('submissions').select('id').execute()).toHaveLength(3)
    expect(await verifyTallies(store.db, survey.instrumentNamed)).toEqual([])
  })

  test('takes no more than may wait: who comes then is told to come again, and nobody else suffers', async () => {
    const { store, queue } = await aQueue()
    const batch = (at: number) =>
      aDelivery(Array.from({ length: 500 }, (_, i) => aSubmission({ id: anId(at * 500 + i) })))
    const posts = Array.from({ length: MOST_WAITING / 500 + 2 }, (_, at) => queue.add(batch(at)))
    const settled = await Promise.allSettled(posts)
    const refused = settled.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ reason: expect.any(QueueIsFull) })
    const count = await store.db
      .selectFrom('submissions')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(count.n)).toBe(MOST_WAITING)
    // There is room again.
    const [again] = await queue.add(aDelivery([aSubmission({ id: anId(9_999_999) })]))
    expect(again?.became).toBe('stored')
  }, 60_000)

  test('a large crowd is written in several transactions', async () => {
    const { queue, groups } = await aQueue()
    const posts = [0, 1, 2].map((at) =>
      queue.add(
        aDelivery(Array.from({ length: 500 }, (_, i) => aSubmission({ id: anId(at * 500 + i) }))),
      ),
    )
    await Promise.all(posts)
    expect(groups).toEqual([2, 1])
  })
})
