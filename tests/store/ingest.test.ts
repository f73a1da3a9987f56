// Storing answers: once however often they come, with tallies that always equal the rows.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDUCATIONS, JOBS, SEXES } from '../../src/core/respondent.ts'
import type { Submission } from '../../src/core/submission.ts'
import { decodeTally, submissionCount } from '../../src/core/tally.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import type { Store } from '../../src/server/store/open.ts'
import { rebuildTallies, verifyTallies } from '../../src/server/store/rebuild.ts'
import { allScores, anId, aSubmission, skm } from '../make.ts'
import { AFTERNOON, aDelivery, aPhoneWith, aStore, STORES, surveyIn } from './stores.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

async function store1(store: Store, ...submissions: Submission[]) {
  const [outcomes] = await storeDeliveries(
    store.db,
    [aDelivery(submissions)],
    await surveyIn(store),
  )
  return outcomes?.map((outcome) => outcome.became)
}

async function rowsOf(store: Store) {
  return store.db.selectFrom('submissions').selectAll().orderBy('id').execute()
}

async function differencesIn(store: Store) {
  return verifyTallies(store.db, (await surveyIn(store)).instrumentNamed)
}

const anySubmission = fc
  .record({
    n: fc.integer({ min: 1, max: 25 }),
    scores: fc.array(fc.constantFrom(0, 1, 2, 3, 4), { minLength: 9, maxLength: 9 }),
    service: fc.constantFrom('ktp-el', 'kk'),
    channel: fc.constantFrom('kiosk' as const, 'enumerator' as const),
    mode: fc.constantFrom('self' as const, 'assisted' as const),
    respondent: fc.record(
      {
        sex: fc.constantFrom(...SEXES),
        age: fc.integer({ min: 1, max: 120 }),
        education: fc.constantFrom(...EDUCATIONS),
        job: fc.constantFrom(...JOBS),
        disability: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    steered: fc.option(fc.boolean(), { nil: undefined }),
    daysAgo: fc.integer({ min: 0, max: 70 }),
  })
  .map(({ n, scores, steered, daysAgo, ...rest }): Submission => {
    const answered = skm.elements.map((element, i) => [element.key, scores[i]] as const)
    return aSubmission({
      ...rest,
      id: anId(n),
      answers: Object.fromEntries(answered.filter(([, score]) => score)) as Submission['answers'],
      ...(steered === undefined ? {} : { steered }),
      finishedAt: AFTERNOON - daysAgo * DAY - HOUR,
    })
  })

describe.each(STORES)('$name: answers', ({ open }) => {
  // Twenty-five databases, one after the other: a busy machine needs its time.
  test('tallies equal the rows after any sequence of batches, replays and conflicts', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anySubmission, { minLength: 1, maxLength: 8 }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (batches) => {
          const store = await aStore(open)
          const survey = await surveyIn(store)
          for (const batch of [...batches, ...batches.slice(0, 2)])
            await storeDeliveries(store.db, [aDelivery(batch)], survey)
          expect(await differencesIn(store)).toEqual([])
          const ids = new Set(batches.flat().map(({ id }) => id))
          expect((await rowsOf(store)).map(({ id }) => id)).toEqual([...ids].sort())
          await rebuildTallies(store.db, survey.instrumentNamed)
          expect(await differencesIn(store)).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  test('the same answer again is known, and changes nothing', async () => {
    const store = await aStore(open)
    expect(await store1(store, aSubmission())).toEqual(['stored'])
    const before = await rowsOf(store)
    expect(await store1(store, aSubmission())).toEqual(['known'])
    expect(await rowsOf(store)).toEqual(before)
  })

  test('the order of keys makes no other answer', async () => {
    const store = await aStore(open)
    await store1(store, aSubmission())
    const turned = Object.fromEntries(Object.entries(aSubmission()).reverse()) as never
    expect(await store1(store, turned)).toEqual(['known'])
  })

  test('another answer under the same id is kept once as a copy, also when it comes again', async () => {
    const store = await aStore(open)
    await store1(store, aSubmission())
    const other = aSubmission({ answers: allScores(1) })
    expect(await store1(store, other)).toEqual(['conflicted'])
    expect(await store1(store, other)).toEqual(['conflicted'])
    const copies = await store.db.selectFrom('conflicts').selectAll().execute()
    expect(copies).toHaveLength(1)
    expect(JSON.parse(copies[0]?.content ?? '')).toEqual(other)
    expect(JSON.parse((await rowsOf(store))[0]?.answers ?? '')).toEqual(allScores(3))
    expect(await differencesIn(store)).toEqual([])
  })

  test('two answers under one id in a batch: the first is stored, the other kept as a copy', async () => {
    const store = await aStore(open)
    const batch = [aSubmission(), aSubmission({ answers: allScores(1) }), aSubmission()]
    expect(await store1(store, ...batch)).toEqual(['stored', 'conflicted', 'known'])
    expect(await rowsOf(store)).toHaveLength(1)
  })

  test('an unknown unit or service is refused alone', async () => {
    const store = await aStore(open)
    const survey = await surveyIn(store)
    const batch = [
      aSubmission({ id: anId(1), unit: 'atlantis' }),
      aSubmission({ id: anId(2), service: 'paspor' }),
      aSubmission({ id: anId(3) }),
    ]
    const [outcomes] = await storeDeliveries(store.db, [aDelivery(batch)], survey)
    expect(outcomes).toEqual([
      { id: anId(1), became: 'refused', problems: [{ code: 'unit.unknown', path: 'unit' }] },
      { id: anId(2), became: 'refused', problems: [{ code: 'service.unknown', path: 'service' }] },
      { id: anId(3), became: 'stored' },
    ])
    expect(await rowsOf(store)).toHaveLength(1)
  })

  test('all of a transaction is stored or nothing', async () => {
    const store = await aStore(open)
    const survey = await surveyIn(store)
    const ghost = aSubmission({ id: anId(2), instrument: 'ghost@1' })
    await expect(
      storeDeliveries(store.db, [aDelivery([aSubmission()]), aDelivery([ghost])], survey),
    ).rejects.toThrow('ghost@1')
    expect(await rowsOf(store)).toEqual([])
    expect(await store.db.selectFrom('tallies').selectAll().execute()).toEqual([])
  })

  test('a row keeps every field of the answer', async () => {
    const store = await aStore(open)
    await aPhoneWith(store, { id: 'tugas', device: 'kiosk-1', place: true })
    const full = aSubmission({
      respondent: { sex: 'P', age: 34, education: 'D3', job: 'Petani', disability: false },
      steered: true,
      comment: 'Baik, tetapi 🌧 antre.',
      channel: 'enumerator',
      mode: 'interview',
      place: { lat: -1.7, lon: 114.8, accuracyM: 12.5 },
      assignment: 'tugas',
      unanswered: { biaya: 'unknown' },
      corrections: [{ at: 7, was: { 'answers.waktu': 2 } }],
      answers: { waktu: 3 },
      durationMs: 51_234.5,
    })
    await store1(store, full)
    expect((await rowsOf(store))[0]).toMatchObject({
      id: full.id,
      device: 'kiosk-1',
      sequence: 1,
      sex: 'P',
      age: 34,
      education: 'D3',
      job: 'Petani',
      disability: 0,
      steered: 1,
      comment: 'Baik, tetapi 🌧 antre.',
      mode: 'interview',
      location: JSON.stringify(full.place),
      assignment: 'tugas',
      unanswered: JSON.stringify(full.unanswered),
      corrections: JSON.stringify(full.corrections),
      duration_ms: 51_234.5,
      day: '2026-11-24',
      half_day: 'afternoon',
      flags: 'corrected',
    })
  })

  test('an answer counts in its month and its day, for its place and for the regency', async () => {
    const store = await aStore(open)
    await store1(store, aSubmission({ respondent: { sex: 'L', education: 'D3', job: 'Nelayan' } }))
    const keys = (
      await store.db.selectFrom('tallies').select(['key', 'cells']).orderBy('key').execute()
    ).map(({ key, cells }) => `${key} ${submissionCount(decodeTally(cells))}`)
    expect(keys).toHaveLength(2 * 2 * 8)
    expect(keys).toContain('m|2026-11|disdukcapil|ktp-el|kiosk|skm-2017@1|education|SMA 1')
    expect(keys).toContain('d|2026-11-24|disdukcapil|ktp-el|kiosk|skm-2017@1|job|Lainnya 1')
    expect(keys).toContain('d|2026-11-24||||skm-2017@1|age| 1')
    expect(keys).toContain('m|2026-11||||skm-2017@1|all| 1')
  })
})

describe.each(STORES)('$name: the day of an answer', ({ open }) => {
  async function rowFor(submission: Partial<Submission>, sent: number) {
    const store = await aStore(open)
    const delivery = aDelivery([aSubmission(submission)], { sent })
    await storeDeliveries(store.db, [delivery], await surveyIn(store))
    return (await rowsOf(store))[0]
  }

  test('is the regency’s day: 23.30 UTC is the next morning in WIB', async () => {
    const finishedAt = Date.UTC(2026, 10, 23, 23, 30)
    const row = await rowFor({ finishedAt }, AFTERNOON)
    expect(row).toMatchObject({ day: '2026-11-24', half_day: 'morning', flags: '' })
  })

  test('is corrected where the device’s clock is a day slow, and flagged', async () => {
    const finishedAt = AFTERNOON - DAY - HOUR
    const row = await rowFor({ finishedAt }, AFTERNOON - DAY)
    expect(row).toMatchObject({ day: '2026-11-24', offset_ms: DAY, flags: 'clock.skewed' })
    expect(row?.finished_at).toBe(finishedAt)
  })

  test('takes a difference below a minute for the way', async () => {
    const row = await rowFor({}, AFTERNOON - 59_000)
    expect(row).toMatchObject({ offset_ms: 0, flags: '' })
  })

  test('is that of arrival where the clock says later than now, or before there were surveys', async () => {
    const tomorrow = await rowFor({ finishedAt: AFTERNOON + DAY }, AFTERNOON)
    expect(tomorrow).toMatchObject({ day: '2026-11-24', flags: 'clock.skewed' })
    const unset = await rowFor({ finishedAt: 86_400_000 }, AFTERNOON)
    expect(unset).toMatchObject({ day: '2026-11-24', flags: 'clock.skewed' })
  })

  test('an answer of another unit than the device’s is stored and flagged', async () => {
    const row = await rowFor({ unit: 'dpmptsp', service: 'nib' }, AFTERNOON)
    expect(row).toMatchObject({ unit: 'dpmptsp', flags: 'unit.other' })
  })
})
