// The questionnaire over every store: drafts, versions that never change, and results over all of them.
import { describe, expect, test } from 'vitest'
import type { ExtraQuestion } from '../../src/core/instrument.ts'
import type { Results } from '../../src/core/wire.ts'
import type { InstrumentsReply } from '../../src/core/wire-admin.ts'
import { createApp } from '../../src/server/app.ts'
import { createParts } from '../../src/server/parts.ts'
import { rebuildTallies, verifyTallies } from '../../src/server/store/rebuild.ts'
import { allScores, anId, aSubmission, skm } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson, drafts, publishes, trailOf } from './admin.ts'
import { aDevice, call, get, postBatch, type TestServer } from './server.ts'

const labels = ['Sangat lama', 'Lama', 'Sebentar', 'Sangat sebentar'] as const
const queue: ExtraQuestion = {
  key: 'x-antrean',
  kind: 'choice',
  unit: null,
  service: null,
  question: 'Berapa lama Anda mengantre?',
  answers: labels,
  en: { question: 'How long did you queue?', answers: ['a', 'b', 'c', 'd'] },
}
const ramp: ExtraQuestion = {
  key: 'x-landai',
  kind: 'yes-no',
  unit: 'disdukcapil',
  service: 'ktp-el',
  question: 'Adakah jalur landai?',
  en: { question: 'Is there a ramp?' },
}
const story: ExtraQuestion = { ...ramp, key: 'x-cerita', kind: 'text' }
/** Half of the weight on the first element. */
const weights = [0.5, ...Array<number>(8).fill(0.0625)]

async function deviceSetup(server: TestServer, token: string) {
  return (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json()
}

describe.each(STORES)('the questionnaire on $name', ({ open }) => {
  test('is drafted, published as the next version, and asked by every device from its next setup on', async () => {
    const { server, does, fails } = await anAdmin({ open })
    const first = await does<InstrumentsReply>('GET', '/api/instruments')
    expect(first).toMatchObject({ current: 'skm-2017@1', draft: null })
    expect(first.versions).toEqual([{ name: 'skm-2017@1', publishedAt: null, publishedBy: null }])
    const { revision } = first
    expect(await fails('POST', '/api/instruments/publish', { revision })).toEqual([
      409,
      'instrument.no-draft',
    ])
    const draft = { ...skm, version: 7, weights, printedOrder: 'main', extras: [queue, ramp] }
    const drafted = await drafts({ does }, draft)
    expect(drafted.draft).toEqual({ ...draft, version: 2 })
    expect(drafted.current).toBe('skm-2017@1')
    const { token } = await aDevice(server)
    expect(await deviceSetup(server, token)).toMatchObject({
      instrument: 'skm-2017@1',
      regency: { printedOrder: 'annex' },
    })
    const published = await publishes({ does })
    expect(published).toMatchObject({ current: 'skm-2017@2', draft: null })
    expect(published.versions[1]).toEqual({
      name: 'skm-2017@2',
      publishedAt: server.clock.ms,
      publishedBy: 'rina',
    })
    const setup = await deviceSetup(server, token)
    expect([setup.instrument, setup.instruments]).toEqual([
      'skm-2017@2',
      [{ ...draft, version: 2 }],
    ])
    expect(setup.regency.printedOrder).toBe('main')
    const catalogue = await does<{ instruments: unknown[]; instrument: string }>(
      'GET',
      '/api/catalogue',
    )
    expect([catalogue.instrument, catalogue.instruments.length]).toEqual(['skm-2017@2', 2])
    expect(await trailOf(server)).toEqual([
      'instrument.drafted instrument/skm-2017@2',
      'instrument.published instrument/skm-2017@2',
    ])
  })

  test('keeps its elements, weighs to 1, and asks only at units that are there', async () => {
    const { does, fails } = await anAdmin({ open })
    const { revision } = await does<InstrumentsReply>('GET', '/api/instruments')
    const put = (fields: object) =>
      fails('PUT', '/api/instruments/draft', { revision, instrument: { ...skm, ...fields } })
    const invalid = (path: string) => [400, `instrument.invalid ${path}`]
    expect(await put({ weights: [...weights.slice(1), 0.51] })).toEqual(invalid('weights'))
    expect(await put({ elements: skm.elements.slice(1) })).toEqual(invalid('elements'))
    expect(await put({ id: 'spak-2021' })).toEqual(invalid('id'))
    expect(await put({ extras: [{ ...queue, answers: ['a'] }] })).toEqual(
      invalid('extras.0.answers'),
    )
    expect(await put({ extras: [{ ...ramp, unit: 'atlantis' }] })).toEqual([
      400,
      'unit.unknown extras.0.unit',
    ])
    expect(await put({ extras: [{ ...ramp, service: 'nib' }] })).toEqual([
      400,
      'service.unknown extras.0.service',
    ])
    expect(await put({ basis: 'a\u0000b' })).toEqual([400, 'field.text instrument.basis'])
    const equal = await drafts(
      { does },
      {
        ...skm,
        weights: Array(9).fill(1 / 9),
        note: 'left out',
      },
    )
    expect(equal.draft).toEqual({ ...skm, version: 2 })
    const drop = `/api/instruments/draft?revision=${equal.revision}`
    expect(await does('DELETE', drop)).toMatchObject({ draft: null })
    expect(await fails('DELETE', drop)).toEqual([409, 'instrument.no-draft'])
  })

  test('of one admin is neither written over nor published by another who has not seen it', async () => {
    const rina = await anAdmin({ open })
    const budi = await asPerson(rina.server, { username: 'budi', role: 'admin' })
    const put = (revision: string, fields: object) =>
      ['PUT', '/api/instruments/draft', { revision, instrument: { ...skm, ...fields } }] as const
    const first = await rina.does<InstrumentsReply>('GET', '/api/instruments')
    expect(first.draftBy).toBeNull()
    const hers = await rina.does<InstrumentsReply>(...put(first.revision, { extras: [queue] }))
    expect([hers.draftBy, hers.revision === first.revision]).toEqual(['rina', false])
    // Sent again because its answer was lost: it is there already.
    await rina.does(...put(first.revision, { extras: [queue] }))
    expect(await budi.fails(...put(first.revision, { weights }))).toEqual([409, 'setup.changed'])
    const his = await budi.does<InstrumentsReply>(...put(hers.revision, { weights }))
    expect(his.draftBy).toBe('budi')
    const publish = ['POST', '/api/instruments/publish', { revision: hers.revision }] as const
    expect(await rina.fails(...publish)).toEqual([409, 'setup.changed'])
    const reply = await call(rina.server, rina.cookie, [...publish])
    expect(reply.json().problems).toEqual([{ code: 'setup.changed', detail: 'budi' }])
    const { revision } = his
    const now = await rina.does<InstrumentsReply>('POST', '/api/instruments/publish', { revision })
    expect(now).toMatchObject({ current: 'skm-2017@2', draftBy: 'rina' })
    expect(await budi.fails(...put(his.revision, { extras: [queue] }))).toEqual([
      409,
      'setup.changed',
    ])
  })

  test('that changes nothing is not published as a version of its own', async () => {
    const { does, fails } = await anAdmin({ open })
    const { revision } = await drafts({ does }, { ...skm, printedOrder: 'annex' })
    expect(await fails('POST', '/api/instruments/publish', { revision })).toEqual([
      409,
      'instrument.no-draft',
    ])
    const { current } = await does<InstrumentsReply>('GET', '/api/instruments')
    expect(current).toBe('skm-2017@1')
  })

  test('leaves in the trail what each version changed', async () => {
    const { server, does } = await anAdmin({ open })
    await drafts({ does }, { ...skm, weights, printedOrder: 'main', extras: [queue, ramp] })
    await publishes({ does })
    await drafts(
      { does },
      { ...skm, printedOrder: 'main', extras: [{ ...ramp, unit: null, service: null }] },
    )
    await publishes({ does })
    const rows = await server.store.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'instrument.published')
      .orderBy('id')
      .execute()
    const own = Object.fromEntries(skm.elements.map(({ key }, i) => [key, weights[i]]))
    expect(rows.map(({ detail }) => JSON.parse(detail))).toEqual([
      {
        was: { printedOrder: null, weights: null },
        is: { printedOrder: 'main', weights: own },
        extrasAdded: ['x-antrean', 'x-landai'],
      },
      {
        was: { weights: own },
        is: { weights: null },
        extrasRemoved: ['x-antrean'],
        extrasChanged: ['x-landai'],
      },
    ])
  })

  test('may have own questions without English', async () => {
    const { does } = await anAdmin({ open })
    const { en: _, ...indonesian } = queue
    const empty = { ...queue, key: 'x-kursi', en: { question: '', answers: ['', '', '', ''] } }
    const part = { ...queue, key: 'x-lampu', en: { question: '', answers: ['a', '', '', ''] } }
    const { draft } = await drafts({ does }, { ...skm, extras: [indonesian, empty, part] })
    const { en: __, ...kept } = empty
    expect(draft?.extras).toEqual([indonesian, kept, { ...part, en: { answers: part.en.answers } }])
    expect(await publishes({ does })).toMatchObject({ current: 'skm-2017@2' })
  })

  test('gives a question that asks something else a key of its own, for ever', async () => {
    const { does } = await anAdmin({ open })
    const draft = async (extras: ExtraQuestion[]) =>
      (await drafts({ does }, { ...skm, extras })).draft?.extras
    await draft([queue])
    await publishes({ does })
    await draft([])
    await publishes({ does })
    const other = { ...queue, question: 'Apakah petugas ramah?' }
    expect((await draft([{ ...queue, unit: 'rsud' }]))?.map(({ key }) => key)).toEqual([
      'x-antrean',
    ])
    expect((await draft([other]))?.map(({ key }) => key)).toEqual(['x-antrean-2'])
    expect((await draft([queue, { ...other, key: 'x-ramah' }]))?.map(({ key }) => key)).toEqual([
      'x-antrean',
      'x-ramah',
    ])
  })

  test('gives each of several long keys another, and none that any version has had', async () => {
    const { does } = await anAdmin({ open })
    const draft = async (...extras: ExtraQuestion[]) =>
      (await drafts({ does }, { ...skm, extras })).draft?.extras?.map(({ key }) => key)
    const longest = `x-${'a'.repeat(38)}`
    const long = { ...queue, key: longest }
    expect(await draft(long)).toEqual([longest])
    await publishes({ does })
    const second = `${longest.slice(0, 36)}-2`
    expect(await draft({ ...long, question: 'Apakah petugas ramah?' })).toEqual([second])
    await publishes({ does })
    // The first question is gone from the current version, and still no other one takes its key.
    const third = `${longest.slice(0, 36)}-3`
    expect(
      await draft({ ...long, question: 'Berapa loket yang buka?' }, { ...long, key: second }),
    ).toEqual([third, `${longest.slice(0, 36)}-4`])
  })

  test('published by another server process is known to this one at once', async () => {
    const { server, does } = await anAdmin({ open })
    const { config } = server.parts
    const given = {
      config,
      instruments: server.parts.instruments.known(),
      now: () => server.clock.ms,
    }
    const other = createParts(server.store, given)
    const app = await createApp(other, { logger: false, directory: '/nonexistent' })
    const { token } = await aDevice(server)
    expect((await deviceSetup({ ...server, app }, token)).instrument).toBe('skm-2017@1')
    await drafts({ does }, { ...skm, extras: [queue] })
    await publishes({ does })
    const answer = aSubmission({ instrument: 'skm-2017@2', extra: { 'x-antrean': 2 } })
    const posted = await postBatch({ ...server, app }, token, [answer])
    expect(posted.json().stored).toEqual([anId(1)])
    expect((await deviceSetup({ ...server, app }, token)).instrument).toBe('skm-2017@2')
    await app.close()
  })

  test('counts the answers of every version together, its own questions apart', async () => {
    const { server, does } = await anAdmin({ open })
    const { token } = await aDevice(server)
    await postBatch(server, token, [aSubmission({ answers: allScores(4) })])
    await drafts({ does }, { ...skm, extras: [queue, ramp, story] })
    await publishes({ does })
    const under2 = (n: number, extra: object, fields: object = {}) =>
      aSubmission({
        id: anId(n),
        sequence: n,
        instrument: 'skm-2017@2',
        extra: { ...extra },
        ...fields,
      })
    await postBatch(server, token, [
      under2(2, { 'x-antrean': 1, 'x-landai': true, 'x-cerita': 'Baik' }),
      under2(3, { 'x-antrean': 4, 'x-landai': false }),
      under2(4, {}, { unit: 'rsud', service: 'igd', extra: { 'x-antrean': 4 } }),
      aSubmission({ id: anId(5), sequence: 5, answers: allScores(4) }),
    ])
    const rows = await server.store.db
      .selectFrom('submissions')
      .select('flags')
      .orderBy('id')
      .execute()
    expect(rows.map(({ flags }) => flags)).toEqual(['', '', '', 'unit.other', 'instrument.old'])
    const found = await does<Results>('GET', '/api/results')
    expect([found.n, found.ikm]).toEqual([5, 85])
    expect(found.extras).toEqual([
      { key: 'x-antrean', n: 3, counts: [1, 0, 0, 2] },
      { key: 'x-landai', n: 2, counts: [1, 0, 0, 1] },
    ])
    const month = await does<Results>(
      'GET',
      '/api/results?unit=disdukcapil&from=2026-11-02&to=2026-11-24',
    )
    expect(month.extras[0]).toEqual({ key: 'x-antrean', n: 2, counts: [1, 0, 0, 1] })
    await drafts({ does }, skm)
    await publishes({ does })
    expect((await does<Results>('GET', '/api/results')).extras).toEqual(found.extras)
    const { named } = await server.parts.instruments.now()
    const known = (name: string) => named(name) ?? skm
    const { db } = server.store
    expect(await verifyTallies(db, known)).toEqual([])
    const all = () => db.selectFrom('tallies').select(['key', 'cells']).orderBy('key').execute()
    const before = await all()
    await rebuildTallies(db, known)
    expect(await all()).toEqual(before)
    await db.deleteFrom('tallies').where('slice', '=', 'extra').where('grain', '=', 'd').execute()
    expect((await verifyTallies(db, known)).length).toBeGreaterThan(0)
  })

  test('with other weights leaves the index of what was answered before as it was', async () => {
    const { server, does } = await anAdmin({ open })
    const { token } = await aDevice(server)
    const answers = { ...allScores(2), [skm.elements[0]?.key ?? '']: 4 as const }
    const inMonth = (n: number, month: number, instrument: string) =>
      aSubmission({
        id: anId(n),
        sequence: n,
        answers,
        instrument,
        finishedAt: Date.UTC(2026, month - 1, 20, 5),
      })
    await postBatch(server, token, [inMonth(1, 9, 'skm-2017@1'), inMonth(2, 10, 'skm-2017@1')])
    await drafts({ does }, { ...skm, weights })
    await publishes({ does })
    const of = (query: string) => does<Results>('GET', `/api/results?${query}`)
    const [september, october] = ['from=2026-09-01&to=2026-09-30', 'from=2026-10-01&to=2026-10-31']
    expect(await of('')).toMatchObject({ ikm: 55.56, instrument: 'skm-2017@1' })
    await postBatch(server, token, [inMonth(3, 10, 'skm-2017@2')])
    expect(await of(september)).toMatchObject({ ikm: 55.56, instrument: 'skm-2017@1' })
    const after = await of(october)
    // Of a submission's sum nothing tells the interval under weights that differ.
    expect(after).toMatchObject({ n: 2, ikm: 75, interval: null, instrument: 'skm-2017@2' })
    expect(after.change).toMatchObject({ ikm: 55.56, difference: 19.44 })
    const months = (await of('by=month')).groups.map(({ key, ikm }) => [key, ikm])
    expect(months).toEqual([
      ['2026-09', 55.56],
      ['2026-10', 75],
    ])
    // Nobody has answered: the weights are those that will be asked under.
    expect(await of('unit=rsud')).toMatchObject({ ikm: null, instrument: 'skm-2017@2' })
  })
})
