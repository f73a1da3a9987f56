// verify finds what is wrong with the tallies, rebuild mends it, and missing numbers of devices are named.
import { describe, expect, test } from 'vitest'
import { encodeTally, tallyOf } from '../../src/core/tally.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import type { Store } from '../../src/server/store/open.ts'
import { rebuildTallies, verifyTallies } from '../../src/server/store/rebuild.ts'
import { anId, aSubmission, skm } from '../make.ts'
import { missingNumbers } from './missing.ts'
import { AFTERNOON, aDelivery, aStore, STORES, surveyIn } from './stores.ts'

const DAY = 86_400_000

async function filled(store: Store): Promise<void> {
  const submissions = Array.from({ length: 60 }, (_, i) =>
    aSubmission({
      id: anId(i),
      sequence: i + 1,
      finishedAt: AFTERNOON - i * DAY,
      respondent: { sex: i % 2 ? 'L' : 'P' },
    }),
  )
  await storeDeliveries(store.db, [aDelivery(submissions)], await surveyIn(store))
}

const DAMAGE: [string, (store: Store) => Promise<unknown>][] = [
  [
    'a tally that lost a submission',
    ({ db }) =>
      db
        .updateTable('tallies')
        .set({ cells: encodeTally(tallyOf([], skm)) })
        .where('key', '=', 'd|2026-11-24|disdukcapil|ktp-el|kiosk|skm-2017@1|all|')
        .execute(),
  ],
  [
    'a month that was deleted',
    ({ db }) =>
      db.deleteFrom('tallies').where('grain', '=', 'm').where('period', '=', '2026-10').execute(),
  ],
  [
    'a tally of a day without an answer',
    ({ db }) =>
      db
        .insertInto('tallies')
        .values({
          key: 'd|2020-01-01|x|y|kiosk|skm-2017@1|all|',
          grain: 'd',
          period: '2020-01-01',
          unit: 'x',
          service: 'y',
          channel: 'kiosk',
          instrument: 'skm-2017@1',
          slice: 'all',
          value: '',
          cells: encodeTally(tallyOf([aSubmission()], skm)),
          simulated: 0,
        })
        .execute(),
  ],
  [
    'bytes that are no tally',
    ({ db }) =>
      db
        .updateTable('tallies')
        .set({ cells: new Uint8Array([9, 200]) })
        .where('grain', '=', 'd')
        .where('slice', '=', 'sex')
        .execute(),
  ],
  [
    'a wrong count of simulated answers',
    ({ db }) =>
      db.updateTable('tallies').set({ simulated: 7 }).where('slice', '=', 'all').execute(),
  ],
  [
    'a row that was taken away',
    ({ db }) => db.deleteFrom('submissions').where('id', '=', anId(5)).execute(),
  ],
]

describe.each(STORES)('$name: tallies', ({ open }) => {
  test.each(DAMAGE)('%s is found and mended', async (_, damage) => {
    const store = await aStore(open)
    const { instrumentNamed } = await surveyIn(store)
    await filled(store)
    expect(await verifyTallies(store.db, instrumentNamed)).toEqual([])
    await damage(store)
    expect((await verifyTallies(store.db, instrumentNamed)).length).toBeGreaterThan(0)
    await rebuildTallies(store.db, instrumentNamed)
    expect(await verifyTallies(store.db, instrumentNamed)).toEqual([])
  })

  test('a rebuild beside new answers counts each of them once', async () => {
    const store = await aStore(open)
    const survey = await surveyIn(store)
    await filled(store)
    const late = Array.from({ length: 20 }, (_, i) =>
      storeDeliveries(
        store.db,
        [aDelivery([aSubmission({ id: anId(100 + i), finishedAt: AFTERNOON - i * 3 * DAY })])],
        survey,
      ),
    )
    await Promise.all([rebuildTallies(store.db, survey.instrumentNamed), ...late])
    expect(await verifyTallies(store.db, survey.instrumentNamed)).toEqual([])
  })

  test('missing numbers of a device are named, also the first ones', async () => {
    const store = await aStore(open)
    const numbered = (device: string, ...sequences: number[]) =>
      aDelivery(
        sequences.map((sequence) =>
          aSubmission({ id: anId(device.length * 1000 + sequence), sequence }),
        ),
        { device },
      )
    await storeDeliveries(
      store.db,
      [numbered('whole', 1, 2, 3), numbered('gaps', 3, 4, 8, 9, 11)],
      await surveyIn(store),
    )
    expect(await missingNumbers(store.db)).toEqual([
      { device: 'gaps', series: '', from: 1, to: 2 },
      { device: 'gaps', series: '', from: 5, to: 7 },
      { device: 'gaps', series: '', from: 10, to: 10 },
    ])
  })

  test('a number that came as a conflicting copy is not missing', async () => {
    const store = await aStore(open)
    const survey = await surveyIn(store)
    const from = (device: string, id: number, sequence: number) =>
      aDelivery([aSubmission({ id: anId(id), sequence })], { device })
    for (const delivery of [
      from('other', 1, 1),
      from('tablet', 101, 1),
      // The same id as another device's answer, with other content.
      from('tablet', 1, 2),
      from('tablet', 103, 3),
      from('tablet', 101, 6),
      from('copies', 103, 2),
    ])
      await storeDeliveries(store.db, [delivery], survey)
    expect(await missingNumbers(store.db)).toEqual([
      { device: 'copies', series: '', from: 1, to: 1 },
      { device: 'tablet', series: '', from: 4, to: 5 },
    ])
  })
})
