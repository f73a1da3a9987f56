// A phone whose database and copy differ when it is opened: the later of both counts, whatever its clock was set to.
import { beforeAll, describe, expect, test } from 'vitest'
import { openDevice } from '../../../src/device/device.ts'
import type { Field } from '../../../src/device/field.ts'
import type { Interview, InterviewDraft } from '../../../src/device/interviews.ts'
import { becomeBrowser, newDisk, openTab, wipeDatabases } from '../../chaos/platform.ts'
import { allScores, anId } from '../../make.ts'

const PHONE = { id: 'phone-1', kind: 'enumerator', unit: 'disdukcapil', service: null } as const

beforeAll(() => {
  becomeBrowser({ speed: 4, request: () => Promise.reject(new TypeError('no network')) })
})

/** The first comparison comes a moment after a page opened. */
const SOON = { timeout: 15_000 }

/** Paired, without a network. */
async function aPhone() {
  const disk = newDisk('phone')
  let tab = openTab(disk)
  let device = await tab.run(() => openDevice('test'))
  await tab.run(() => device.adopt({ device: PHONE, token: 'token' }, '2468'))
  const inCache = <T>(work: (cache: Cache) => Promise<T>) =>
    tab.run(async () => await work(await caches.open('suara-warga-copy')))
  return {
    disk,
    field: <T>(work: (field: Field) => Promise<T>) =>
      tab.run(async () => await work(await device.field())),
    status: () => tab.run(() => device.status()),
    now: () => tab.run(() => Date.now()),
    /** What the copy holds at `path`. */
    copied: (path: string) =>
      inCache(async (cache) => (await (await cache.match(`/copy/${path}`))?.json()) ?? null),
    /** Makes the copy what it would be, had the browser been killed at another moment. */
    copy: (path: string, value: unknown) =>
      inCache((cache) => cache.put(`/copy/${path}`, new Response(JSON.stringify(value)))),
    /** Another page of it, which compares database and copy a moment later. */
    async reopen() {
      tab = openTab(disk)
      device = await tab.run(() => openDevice('test'))
    },
  }
}

const interview: Interview = {
  id: anId(1),
  instrument: 'skm-2017@1',
  unit: 'disdukcapil',
  service: 'ktp-el',
  channel: 'enumerator',
  mode: 'interview',
  answers: allScores(3),
  respondent: {},
  startedAt: 1_000,
  app: 'test',
}

/** @param tap how often it was tapped */
function tapped(tap: number, fields: Partial<InterviewDraft> = {}): InterviewDraft {
  const changedAt = 1_000 + tap
  return { ...interview, spentMs: tap * 100, at: 'biaya', changedAt, ...fields }
}

const OF_ONE = `draft/${anId(1)}`
const ROW_OF_ONE = `row/${anId(1)}`

describe.each([
  ['a clock that runs on', {}],
  ['a clock that was set back', { changedAt: 7 }],
])('a draft under %s', (_, fields) => {
  test('is as the copy has it, where only the copy took the last taps', async () => {
    const phone = await aPhone()
    await phone.field(({ interviews }) => interviews.keepDraft(tapped(1)))
    await phone.copy(OF_ONE, tapped(20, fields))
    await phone.reopen()
    // At the first look: a person who goes on with an older one would tap over what the copy has.
    const found = await phone.field(({ interviews }) => interviews.drafts())
    expect(found).toEqual([tapped(20, fields)])
  })

  test('is as the database has it, where a kill kept the copy from the last taps', async () => {
    const phone = await aPhone()
    await phone.field(({ interviews }) => interviews.keepDraft(tapped(20, fields)))
    await phone.copy(OF_ONE, tapped(1))
    await phone.reopen()
    await expect.poll(() => phone.copied(OF_ONE), SOON).toEqual(tapped(20, fields))
    expect(await phone.field(({ interviews }) => interviews.drafts())).toEqual([tapped(20, fields)])
  })
})

test('a place that came while nobody tapped is copied at the next start', async () => {
  const phone = await aPhone()
  const found = tapped(2, { place: { lat: -1.7, lon: 114.8, accuracyM: 9 } })
  await phone.field(({ interviews }) => interviews.keepDraft(found))
  await phone.copy(OF_ONE, tapped(2))
  await phone.reopen()
  await expect.poll(() => phone.copied(OF_ONE), SOON).toEqual(found)
})

test('a damaged copy of a draft is written anew', async () => {
  const phone = await aPhone()
  await phone.field(({ interviews }) => interviews.keepDraft(tapped(2)))
  await phone.copy(OF_ONE, 'not a draft')
  await phone.reopen()
  await expect.poll(() => phone.copied(OF_ONE), SOON).toEqual(tapped(2))
})

test('a correction that a kill kept from the copy is in it after the next start', async () => {
  const phone = await aPhone()
  await phone.field(({ interviews }) => interviews.finish(tapped(2), 5_000))
  await expect.poll(() => phone.copied(ROW_OF_ONE), SOON).not.toBeNull()
  const before = await phone.copied(ROW_OF_ONE)
  const next = { ...interview, comment: 'the counter was closed' }
  await phone.field(({ interviews }) => interviews.correct(interview.id, next, 6_000))
  await phone.copy(ROW_OF_ONE, before)
  await phone.reopen()
  await expect
    .poll(async () => (await phone.copied(ROW_OF_ONE)).submission, SOON)
    .toMatchObject({ comment: 'the counter was closed', corrections: [{ at: 6_000 }] })
  wipeDatabases(phone.disk)
  await phone.reopen()
  await expect
    .poll(() => phone.field(({ interviews }) => interviews.finished(9)), SOON)
    .toMatchObject([{ submission: { comment: 'the counter was closed' } }])
})

describe('an interview that the database lost', () => {
  /** Finished, and its copy as `change` makes it; then the database is gone. */
  async function lost(change: (copy: object) => object = (copy) => copy) {
    const phone = await aPhone()
    await phone.field(({ interviews }) => interviews.finish(tapped(2), 5_000))
    const [before] = await phone.field(({ interviews }) => interviews.finished(1))
    await expect.poll(() => phone.copied(ROW_OF_ONE), SOON).not.toBeNull()
    await phone.copy(ROW_OF_ONE, change(await phone.copied(ROW_OF_ONE)))
    wipeDatabases(phone.disk)
    await phone.reopen()
    const found = () => phone.field(({ interviews }) => interviews.finished(1))
    await expect.poll(found, SOON).toHaveLength(1)
    const [after] = await found()
    return { phone, before: before?.savedAt, after: after?.savedAt, now: phone.now() }
  }

  test('comes back with the moment at which it was saved, and says since when it waits', async () => {
    const { phone, before, after } = await lost()
    expect(after).toBe(before)
    expect((await phone.status()).oldestUnsentAt).toBe(before)
  })

  test.each([
    ['does not say when it was saved', { savedAt: undefined }],
    ['says a moment that is none', { savedAt: 'yesterday' }],
  ])('comes back too where its copy %s', async (_, damage) => {
    const { before, after, now } = await lost((copy) => ({ ...copy, ...damage }))
    expect(after).toBeGreaterThan(Number(before))
    expect(after).toBeLessThanOrEqual(now)
  })
})

describe('people who would not be interviewed', () => {
  const busy = (count: number) => ({ assignment: 'a-1', reason: 'busy', count })
  const refused = { assignment: null, reason: 'refused', count: 4 }
  const copiedCounts = async ({ copied }: Awaited<ReturnType<typeof aPhone>>) =>
    (await copied('state')).refusals?.[0]?.[1]

  test('are still counted after the database is lost, in the series that the server knows', async () => {
    const phone = await aPhone()
    // Nobody has said yes yet: the series has no number, and its name must come back all the same.
    for (let i = 0; i < 2; i++)
      await phone.field(({ interviews }) => interviews.refuse('a-1', 'busy'))
    const { series } = await phone.status()
    await expect.poll(() => copiedCounts(phone), SOON).toEqual([busy(2)])
    wipeDatabases(phone.disk)
    await phone.reopen()
    const refusals = () => phone.field(({ interviews }) => interviews.refusals())
    expect(await refusals()).toEqual([busy(2)])
    await phone.field(({ interviews }) => interviews.refuse('a-1', 'busy'))
    expect(await refusals()).toEqual([busy(3)])
    expect(await phone.status()).toMatchObject({ series, sequence: 0 })
    const done = await phone.field(({ interviews }) => interviews.finish(tapped(2), 5_000))
    expect(done.sequence).toBe(1)
  })

  test('are as often as the higher count says, in the database and in the copy', async () => {
    const phone = await aPhone()
    await phone.field(({ interviews }) => interviews.refuse('a-1', 'busy'))
    await phone.field(({ interviews }) => interviews.refuse('a-1', 'busy'))
    await expect.poll(() => copiedCounts(phone), SOON).toEqual([busy(2)])
    const state = await phone.copied('state')
    const copied = (...counts: object[]) => [[state.refusals[0][0], counts]]
    await phone.copy('state', { ...state, refusals: copied(busy(1), refused) })
    await phone.reopen()
    await expect.poll(() => copiedCounts(phone), SOON).toEqual([busy(2), refused])
    expect(await phone.field(({ interviews }) => interviews.refusals())).toEqual([busy(2), refused])
  })

  test('are counted on where the copy is of an app that kept no counts there', async () => {
    const phone = await aPhone()
    const { refusals: _, ...state } = await phone.copied('state')
    await phone.copy('state', state)
    wipeDatabases(phone.disk)
    await phone.reopen()
    await phone.field(({ interviews }) => interviews.refuse('a-1', 'busy'))
    expect(await phone.field(({ interviews }) => interviews.refusals())).toEqual([busy(1)])
  })
})
