// Several server processes on one database, as stores of their own: nothing lost, nothing twice, nobody refused.
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import example from '../../src/server/demo/barito-selatan.json' with { type: 'json' }
import { parseSetup } from '../../src/server/setup-file.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import type { Store } from '../../src/server/store/open.ts'
import { rebuildTallies, verifyTallies } from '../../src/server/store/rebuild.ts'
import { writeSetup } from '../../src/server/store/setup.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { AFTERNOON, aDelivery, STORES, surveyIn, type TestStore } from './stores.ts'

const SERVERS = 4
const DAY = 86_400_000

async function someServers({ newPlace, open }: TestStore): Promise<Store[]> {
  const place = await newPlace()
  const stores: Store[] = []
  for (let i = 0; i < SERVERS; i++) {
    const store = await open(place)
    onTestFinished(() => store.close())
    stores.push(store)
  }
  const setup = parseSetup(example)
  if (!setup.ok || !stores[0]) throw new Error('the example cannot be read')
  await writeSetup(stores[0].db, setup.value)
  return stores
}

/** In another order for every server: what would deadlock is met from both sides. */
function turned<T>(items: readonly T[], by: number): T[] {
  const at = (by * 7) % items.length
  const cut = [...items.slice(at), ...items.slice(0, at)]
  return by % 2 ? cut.reverse() : cut
}

describe.each(STORES)('$name: four servers', (kind) => {
  test('that are handed the same answers in different orders store each once', async () => {
    const stores = await someServers(kind)
    const answers = Array.from({ length: 60 }, (_, i) =>
      aSubmission({ id: anId(i), sequence: i + 1, finishedAt: AFTERNOON - (i % 5) * DAY }),
    )
    const outcomes = await Promise.all(
      stores.flatMap(async (store, server) => {
        const survey = await surveyIn(store)
        const became: string[] = []
        for (let round = 0; round < 6; round++) {
          const from = (round * 9) % 40
          const batch = turned(answers.slice(from, from + 20), server + round)
          const [found] = await storeDeliveries(store.db, [aDelivery(batch)], survey)
          became.push(...(found ?? []).map((outcome) => outcome.became))
        }
        return became
      }),
    )
    const count = (kind: string) => outcomes.flat().filter((became) => became === kind).length
    const rows = await stores[0]?.db.selectFrom('submissions').select('id').execute()
    expect(count('stored')).toBe(rows?.length)
    expect(count('known')).toBe(SERVERS * 6 * 20 - count('stored'))
    await expectClean(stores)
  })

  test('that count new answers of one place at the same time lose none of them', async () => {
    const stores = await someServers(kind)
    await Promise.all(
      stores.map(async (store, server) => {
        const survey = await surveyIn(store)
        for (let i = 0; i < 12; i++)
          await storeDeliveries(
            store.db,
            [aDelivery([aSubmission({ id: anId(server * 100 + i), sequence: i + 1 })])],
            survey,
          )
      }),
    )
    await expectClean(stores)
  })

  test('keep one copy of a conflict that all of them meet', async () => {
    const stores = await someServers(kind)
    const versions = ([1, 2, 3, 4] as const).map((score) =>
      aSubmission({ answers: allScores(score) }),
    )
    const outcomes = await Promise.all(
      stores.map(async (store, server) =>
        storeDeliveries(store.db, [aDelivery(turned(versions, server))], await surveyIn(store)),
      ),
    )
    const became = outcomes.flat(2).map((outcome) => outcome.became)
    expect(became.filter((kind) => kind === 'stored')).toHaveLength(1)
    const copies = await stores[0]?.db.selectFrom('conflicts').select('key').execute()
    expect(copies).toHaveLength(3)
    await expectClean(stores)
  })

  test('go on while one of them makes the tallies again', async () => {
    const stores = await someServers(kind)
    const [first, ...others] = stores
    if (!first) throw new Error('no store')
    const survey = await surveyIn(first)
    const answers = (server: number, i: number): Submission[] =>
      Array.from({ length: 10 }, (_, n) =>
        aSubmission({
          id: anId(server * 10_000 + i * 10 + n),
          finishedAt: AFTERNOON - ((i + n) % 40) * DAY,
        }),
      )
    await storeDeliveries(first.db, [aDelivery(answers(9, 0))], survey)
    let rebuilding = true
    const rebuilds = (async () => {
      for (let i = 0; i < 3; i++) await rebuildTallies(first.db, survey.instrumentNamed)
      rebuilding = false
    })()
    const writing = others.map(async (store, server) => {
      for (let i = 0; rebuilding; i++) {
        await storeDeliveries(store.db, [aDelivery(answers(server, i))], survey)
        // In one process SQLite, which never waits, would leave no turn to the others.
        await setImmediate()
      }
    })
    await Promise.all([rebuilds, ...writing])
    await expectClean(stores)
  })
})

async function expectClean([store]: readonly Store[]): Promise<void> {
  if (!store) throw new Error('no store')
  expect(await verifyTallies(store.db, (await surveyIn(store)).instrumentNamed)).toEqual([])
}
