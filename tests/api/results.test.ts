// Results: real answers give the published index, groups add up to the whole, and a wrong query is named.
import { describe, expect, test } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import { RESULT_GROUPINGS, type Results } from '../../src/core/wire.ts'
import { allScores, anId, aSubmission, sekadauAnswers } from '../make.ts'
import { aDevice, aServer, aSession, codesOf, get, postBatch, type TestServer } from './server.ts'

const DAY = 86_400_000

async function aServerWith(submissions: Submission[]) {
  const server = await aServer()
  const { token } = await aDevice(server)
  const reply = await postBatch(server, token, submissions)
  expect(reply.json().stored).toHaveLength(submissions.length)
  const cookie = await aSession(server)
  const results = async (query = ''): Promise<Results> => {
    const answer = await get(server, `/api/results?${query}`, { cookie })
    expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)])
    return answer.json()
  }
  return { server, cookie, results }
}

/** A varied year: every grouping has several groups. */
function aYear(server: { clock: { ms: number } }): Submission[] {
  return Array.from({ length: 240 }, (_, i) => {
    const units = [
      ['disdukcapil', 'ktp-el'],
      ['disdukcapil', 'kk'],
      ['dpmptsp', 'nib'],
    ] as const
    const [unit, service] = units[i % 3] ?? units[0]
    return aSubmission({
      id: anId(i),
      sequence: i + 1,
      unit,
      service,
      channel: i % 5 === 0 ? 'enumerator' : 'kiosk',
      mode: i % 5 === 0 ? 'interview' : i % 4 ? 'self' : 'assisted',
      answers: { ...allScores(i % 7 ? 3 : 4), waktu: i % 3 ? 2 : 3, biaya: i % 11 ? 4 : 2 },
      respondent: {
        ...(i % 6 ? { sex: i % 2 ? 'L' : 'P' } : {}),
        ...(i % 8 ? { age: 17 + (i % 60) } : {}),
        ...(i % 9 ? { education: i % 2 ? 'SMA' : 'D4' } : {}),
        ...(i % 10 ? { job: i % 2 ? 'PNS' : 'Petani' } : {}),
        ...(i % 3 ? { disability: i % 30 === 1 } : {}),
      },
      ...(i % 4 ? { steered: i % 20 === 1 } : {}),
      finishedAt: server.clock.ms - i * 1.5 * DAY,
    })
  })
}

describe('results', () => {
  test('of 49 real answers: n 49, index 78.74, grade B', async () => {
    const { results } = await aServerWith(
      sekadauAnswers().map((answers, i) => aSubmission({ id: anId(i), sequence: i + 1, answers })),
    )
    const found = await results('unit=disdukcapil&from=2026-11-01&to=2026-11-30')
    expect(found).toMatchObject({ n: 49, complete: 49, ikm: 78.74, grade: 'B', simulated: false })
    const sums = found.elements.map(({ nrr }) => Math.round((nrr ?? 0) * 49))
    expect(sums.sort()).toEqual([138, 139, 143, 150, 159, 159, 161, 163, 177])
    expect(found.interval?.low).toBeLessThan(78.74)
    expect(found.interval?.high).toBeGreaterThan(78.74)
    expect(found.alpha).toBeGreaterThan(0.5)
    expect(found.change).toBeNull()
  })

  test('of no answer at all are empty, never 0', async () => {
    const { results } = await aServerWith([])
    for (const query of ['', 'from=2026-01-01&to=2026-12-31&by=month', 'by=sex', 'from=2026-01-01'])
      expect(await results(query)).toMatchObject({
        n: 0,
        complete: 0,
        ikm: null,
        grade: null,
        interval: null,
        alpha: null,
        meanOfUnits: null,
        change: null,
        groups: [],
      })
  })

  test('below 30 answers there is a number and no grade', async () => {
    const of = (n: number) =>
      Array.from({ length: n }, (_, i) => aSubmission({ id: anId(i), answers: allScores(4) }))
    const few = await aServerWith(of(29))
    expect(await few.results()).toMatchObject({ n: 29, ikm: 100, grade: null })
    const enough = await aServerWith(of(30))
    expect(await enough.results()).toMatchObject({ n: 30, ikm: 100, grade: 'A' })
  })

  test('one full answer among 29 empty ones is graded nowhere: the element with the fewest decides', async () => {
    const thirty = (answers: (i: number) => Submission['answers']) =>
      Array.from({ length: 30 }, (_, i) => aSubmission({ id: anId(i), answers: answers(i) }))
    const empty = await aServerWith(thirty((i) => (i === 0 ? allScores(4) : {})))
    const found = await empty.results('by=unit')
    expect(found).toMatchObject({ n: 30, complete: 1, ikm: 100, grade: null })
    expect(found.groups).toMatchObject([{ key: 'disdukcapil', n: 30, ikm: 100, grade: null }])
    const oneFewer = thirty((i) => {
      const { biaya, ...others } = allScores(4)
      return i === 0 ? others : { ...others, biaya: biaya ?? 4 }
    })
    const almost = await aServerWith(oneFewer)
    expect(await almost.results()).toMatchObject({ n: 30, complete: 29, ikm: 100, grade: null })
  })

  test.each(RESULT_GROUPINGS)('by %s: the groups add up to the whole', async (by) => {
    const { results } = await aServerWith(aYear({ clock: { ms: Date.UTC(2026, 10, 24, 7) } }))
    for (const period of [
      '',
      '&from=2026-01-10&to=2026-11-20',
      '&unit=disdukcapil&to=2026-06-15',
    ]) {
      const found = await results(`by=${by}${period}`)
      expect(found.groups.length).toBeGreaterThan(by === 'unit' && period.includes('unit') ? 0 : 1)
      expect(found.groups.reduce((sum, group) => sum + group.n, 0)).toBe(found.n)
      for (const [i, element] of found.elements.entries())
        for (const score of [0, 1, 2, 3])
          expect(
            found.groups.reduce((sum, g) => sum + (g.elements[i]?.counts[score] ?? 0), 0),
          ).toBe(element.counts[score])
    }
  })

  test('groups are named as the wire says, in the order of setup and form, "not said" last', async () => {
    const { results } = await aServerWith(aYear({ clock: { ms: Date.UTC(2026, 10, 24, 7) } }))
    const keys = async (by: string) => (await results(`by=${by}`)).groups.map(({ key }) => key)
    expect(await keys('unit')).toEqual(['disdukcapil', 'dpmptsp'])
    expect(await keys('service')).toEqual(['disdukcapil/ktp-el', 'disdukcapil/kk', 'dpmptsp/nib'])
    expect(await keys('sex')).toEqual(['L', 'P', null])
    expect(await keys('education')).toEqual(['SMA', 'S1', null])
    expect(await keys('job')).toEqual(['PNS', 'Lainnya', null])
    expect(await keys('disability')).toEqual(['yes', 'no', null])
    expect(await keys('mode')).toEqual(['self', 'assisted', 'interview'])
    expect((await keys('month')).at(-1)).toBe('2026-11')
    expect((await keys('day')).at(-1)).toBe('2026-11-24')
  })

  test('any two days give what counting the rows gives', async () => {
    const year = aYear({ clock: { ms: Date.UTC(2026, 10, 24, 7) } })
    const { results } = await aServerWith(year)
    const dayOf = ({ finishedAt }: Submission) =>
      new Date(finishedAt + 7 * 3_600_000).toISOString().slice(0, 10)
    for (const [from, to] of [
      ['2026-11-24', '2026-11-24'],
      ['2026-03-31', '2026-04-01'],
      ['2026-02-01', '2026-02-28'],
      ['2025-12-15', '2026-03-10'],
      ['1970-01-01', '9999-12-31'],
      ['2030-01-01', '2030-12-31'],
    ] as const) {
      const n = year.filter((one) => dayOf(one) >= from && dayOf(one) <= to).length
      expect((await results(`from=${from}&to=${to}`)).n).toBe(n)
      expect((await results(`from=${from}&to=${to}&by=day`)).groups.length).toBe(
        new Set(year.map(dayOf).filter((day) => day >= from && day <= to)).size,
      )
    }
  })

  test('the change is against the period before, with whether it is significant', async () => {
    const during = (month: number, waktu: 2 | 4, first: number) =>
      Array.from({ length: 60 }, (_, i) =>
        aSubmission({
          id: anId(first + i),
          answers: { ...allScores(i % 2 ? 3 : 4), waktu: i % 10 ? waktu : 3 },
          finishedAt: Date.UTC(2026, month, 10, 4),
        }),
      )
    const { results } = await aServerWith([...during(3, 2, 0), ...during(7, 4, 100)])
    const found = await results('from=2026-07-01&to=2026-09-30')
    expect(found.change).toMatchObject({
      from: '2026-04-01',
      to: '2026-06-30',
      n: 60,
      significant: true,
    })
    expect(found.change?.difference).toBeCloseTo((found.ikm ?? 0) - (found.change?.ikm ?? 0), 9)
    const changes = Object.fromEntries(found.elements.map(({ key, change }) => [key, change]))
    expect(changes.waktu).toMatchObject({ significant: true })
    expect(changes.waktu?.difference).toBeCloseTo(1.8, 9)
    expect(changes.sarana).toEqual({ difference: 0, significant: false })
  })

  test('an answer other than "Gratis" where the tariff is 0 is a sign, counted by service', async () => {
    const paid = (service: string, n: number) =>
      aSubmission({ id: anId(n), service, answers: { biaya: 2 } })
    const rsud = { unit: 'rsud', service: 'rawat-jalan', answers: { biaya: 1 } as const }
    const { results } = await aServerWith([
      paid('ktp-el', 1),
      paid('ktp-el', 2),
      aSubmission({ id: anId(3), answers: { biaya: 4 } }),
      aSubmission({ id: anId(4), service: 'kk', answers: { biaya: 4 } }),
      // Its tariff is not 0: no sign of anything.
      aSubmission({ id: anId(5), ...rsud }),
    ])
    expect((await results()).levySigns).toEqual([
      { unit: 'disdukcapil', service: 'ktp-el', count: 2, n: 3 },
      { unit: 'disdukcapil', service: 'kk', count: 0, n: 1 },
    ])
  })

  test('who was steered is counted over those who said', async () => {
    const { results } = await aServerWith([
      aSubmission({ id: anId(1), steered: true }),
      aSubmission({ id: anId(2), steered: false }),
      aSubmission({ id: anId(3), steered: false }),
      aSubmission({ id: anId(4) }),
    ])
    expect((await results()).steered).toEqual({ n: 3, yes: 1 })
  })

  test('the mean of units stands beside the pooled index where there are several', async () => {
    const of = (unit: string, service: string, score: 2 | 4, n: number) =>
      Array.from({ length: n }, (_, i) =>
        aSubmission({ id: anId(score * 1000 + i), unit, service, answers: allScores(score) }),
      )
    const { results } = await aServerWith([
      ...of('disdukcapil', 'kk', 4, 30),
      ...of('dpmptsp', 'nib', 2, 10),
    ])
    expect(await results()).toMatchObject({ ikm: 87.5, meanOfUnits: 75 })
    expect(await results('unit=disdukcapil')).toMatchObject({ ikm: 100, meanOfUnits: null })
  })

  test('there is no mean of units where only one of two has an index', async () => {
    const { results } = await aServerWith([
      aSubmission({ id: anId(1), answers: allScores(4) }),
      aSubmission({ id: anId(2), unit: 'dpmptsp', service: 'nib', answers: { waktu: 2 } }),
    ])
    const found = await results('by=unit')
    expect(found.groups.map(({ ikm }) => ikm)).toEqual([100, null])
    expect(found.meanOfUnits).toBeNull()
  })

  test('the cut weights are there to reproduce an old report, and are named', async () => {
    const { results } = await aServerWith(
      Array.from({ length: 30 }, (_, i) => aSubmission({ id: anId(i), answers: allScores(4) })),
    )
    expect(await results('weights=0.111')).toMatchObject({ weights: '0.111', ikm: 99.9 })
    expect(await results('weights=0.11')).toMatchObject({ weights: '0.11', ikm: 99 })
  })

  const WRONG: [string, string, string][] = [
    ['from=2026-02-30', 'query.invalid', 'from'],
    ['to=tomorrow', 'query.invalid', 'to'],
    ['from=2026-05-01&to=2026-04-30', 'query.invalid', 'to'],
    ['by=name', 'query.invalid', 'by'],
    ['by=constructor', 'query.invalid', 'by'],
    ['weights=0.1', 'query.invalid', 'weights'],
    ['unit=a&unit=b', 'query.invalid', 'unit'],
    ['period=2026', 'query.invalid', 'period'],
    ['unit=atlantis', 'unit.unknown', 'unit'],
    ['unit=rsud&service=paspor', 'service.unknown', 'service'],
    ['__proto__=1', 'query.invalid', '__proto__'],
  ]
  test.each(WRONG)('%s is %s, with its place', async (query, code, path) => {
    const server = await aServer()
    const reply = await get(server, `/api/results?${query}`, { cookie: await aSession(server) })
    expect([reply.statusCode, reply.json().problems]).toEqual([
      400,
      [expect.objectContaining({ code, path })],
    ])
  })

  test('everything wrong is named at once', async () => {
    const server: TestServer = await aServer()
    const cookie = await aSession(server)
    const reply = await get(server, '/api/results?from=x&by=y&weights=z', { cookie })
    expect(codesOf(reply)).toEqual(['query.invalid', 'query.invalid', 'query.invalid'])
  })
})
