// An enumerator's phone in a real browser: drafts, corrections, refusals, progress, and answers carried by hand.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { madeOf } from '../../src/app/enumerator/tasks.ts'
import type { PairReply } from '../../src/core/wire.ts'
import type { CarriedFile } from '../../src/core/wire-field.ts'
import type { Field } from '../../src/device/field.ts'
import type { TakenIn } from '../../src/device/files.ts'
import type { InterviewDraft } from '../../src/device/interviews.ts'
import { armored, sealed as sealedFor } from '../../src/device/seal.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { openDevicePage } from './device-page.ts'
import { cli, freePort, startServer, tempDir } from './harness.ts'

const EXAMPLE = join(import.meta.dirname, '../../src/server/demo/barito-selatan.json')

/** A server with its setup, and as many enumerators. */
async function aServer(enumerators = 1) {
  const [dataDir, port] = [await tempDir(), await freePort()]
  await cli(['import-setup', EXAMPLE, '--json'], { dataDir })
  const tokens: PairReply[] = []
  for (let i = 0; i < enumerators; i++) {
    const words = ['create-device', '--kind', 'enumerator', '--unit', 'disdukcapil', '--token']
    tokens.push((await cli([...words, '--json'], { dataDir })).json)
  }
  const server = await startServer({ dataDir, port })
  const restart = () => startServer({ dataDir, port })
  return { dataDir, server, restart, tokens: tokens as [PairReply, PairReply] }
}

/** Paired and with its setup; `phone.server` may be stopped from then on. */
async function aPhone({
  userDataDir,
  enumerators = 1,
}: {
  userDataDir?: string
  enumerators?: number
} = {}) {
  const served = await aServer(enumerators)
  const phone = await openDevicePage({
    fixture: 'field-page.ts',
    api: served.server.url,
    ...(userDataDir ? { userDataDir } : {}),
  })
  await pair(phone.page, served.tokens[0])
  return { ...served, ...phone }
}

/** With no server in reach: what is finished waits. */
async function aPhoneAlone(options: { userDataDir?: string } = {}) {
  const phone = await aPhone(options)
  await phone.server.kill()
  return phone
}

async function pair(page: Page, reply: PairReply): Promise<void> {
  await page.evaluate(async (reply) => {
    window.own = await window.parts.openDevice('test')
    await window.own.adopt(reply, '1234')
    if (!window.own.setup?.recipient) throw new Error('No setup came')
  }, reply)
}

/** Does something with the device of the page; after a reload it is opened anew, as a restart does. */
function inField<In, Out>(
  page: Page,
  work: (field: Field, input: In) => Promise<Out>,
  input: In,
): Promise<Out> {
  // A function cannot travel into the page; its text can.
  return page.evaluate(
    async ({ text, input }) => {
      window.own ??= await window.parts.openDevice('test')
      const field = await window.own.field()
      // biome-ignore lint/security/noGlobalEval: the text is the function above, of this very file
      return await globalThis.eval(`(${text})`)(field, input)
    },
    { text: work.toString(), input: input as object },
  ) as Promise<Out>
}

function aDraft(n: number, fields: Partial<InterviewDraft> = {}): InterviewDraft {
  return {
    id: anId(n),
    instrument: 'skm-2017@1',
    unit: 'disdukcapil',
    service: 'ktp-el',
    channel: 'enumerator',
    mode: 'interview',
    answers: allScores(3),
    respondent: {},
    startedAt: 1_000,
    app: 'test',
    spentMs: 60_000,
    at: 'respondent',
    changedAt: 2_000 + n,
    ...fields,
  }
}

function finish(page: Page, ...drafts: InterviewDraft[]) {
  return inField(
    page,
    async ({ interviews }, drafts) => {
      const done = []
      for (const draft of drafts) done.push(await interviews.finish(draft, 5_000))
      return done
    },
    drafts,
  )
}

const draftsOf = (page: Page) => inField(page, ({ interviews }) => interviews.drafts(), null)
const finishedOf = (page: Page, most = 20) =>
  inField(page, ({ interviews }, most) => interviews.finished(most), most)
const statusOf = (page: Page) => page.evaluate(() => window.own.status())

/** Correct what a person said on the bill. @returns what stands there now, or `sent` */
function correct(page: Page, draft: InterviewDraft, fields: Partial<InterviewDraft>) {
  return inField(
    page,
    async ({ interviews }, { draft, fields }) => {
      const { spentMs: _, at: __, changedAt: ___, ...interview } = draft
      return await interviews.correct(draft.id, { ...interview, ...fields }, 9_000)
    },
    { draft, fields },
  )
}

describe('a draft', () => {
  test('outlives a browser that is killed, up to the last tap', async () => {
    const userDataDir = await tempDir()
    const { page, url, kill } = await aPhoneAlone({ userDataDir })
    await inField(
      page,
      async ({ interviews }, draft) => {
        await interviews.keepDraft({ ...draft, answers: {} })
        await interviews.keepDraft({ ...draft, answers: { biaya: 2 }, spentMs: 70_000 })
        // The last tap: the browser dies before it is said to be kept.
        void interviews.keepDraft({ ...draft, answers: { biaya: 2, waktu: 3 } })
      },
      aDraft(1),
    )
    await kill()
    const again = await openDevicePage({ userDataDir, url })
    const [draft, ...others] = await draftsOf(again.page)
    expect(others).toEqual([])
    expect(draft?.answers).toMatchObject({ biaya: 2 })
  })

  test('is listed after the later one, and is gone only when the person says so', async () => {
    const { page } = await aPhoneAlone()
    await inField(
      page,
      async ({ interviews }, drafts) => {
        for (const draft of drafts) await interviews.keepDraft(draft)
      },
      [aDraft(1), aDraft(3), aDraft(2)],
    )
    expect((await draftsOf(page)).map(({ id }) => id)).toEqual([anId(3), anId(2), anId(1)])
    await inField(page, ({ interviews }, id) => interviews.dropDraft(id), anId(3))
    expect((await draftsOf(page)).map(({ id }) => id)).toEqual([anId(2), anId(1)])
  })

  test('becomes an interview in one step, and no late tap brings it back', async () => {
    const { page } = await aPhoneAlone()
    const saved = await inField(
      page,
      async ({ interviews }, draft) => {
        await interviews.keepDraft(draft)
        const [saved] = await Promise.all([
          interviews.finish(draft, 5_000),
          interviews.keepDraft(draft),
        ])
        await interviews.keepDraft(draft)
        return saved
      },
      aDraft(1),
    )
    expect(saved).toMatchObject({ id: anId(1), sequence: 1, finishedAt: 5_000, durationMs: 60_000 })
    expect(saved).not.toHaveProperty('spentMs')
    expect(await draftsOf(page)).toEqual([])
    expect(await finishedOf(page)).toMatchObject([
      { submission: saved, state: 'waiting', correctable: true },
    ])
  })

  test('comes back when the database is lost, and one that was dropped or finished does not', async () => {
    const { page } = await aPhoneAlone()
    await inField(
      page,
      async ({ interviews }, drafts) => {
        await Promise.all(drafts.map((draft) => interviews.keepDraft(draft)))
        await interviews.dropDraft(drafts[0]?.id ?? '')
        if (drafts[1]) await interviews.finish(drafts[1], 5_000)
      },
      [aDraft(1), aDraft(2), aDraft(3)],
    )
    await expect.poll(() => copiesOf(page)).toEqual([`draft/${anId(3)}`, `row/${anId(2)}`])
    await loseDatabase(page)
    await expect.poll(async () => (await draftsOf(page)).map(({ id }) => id)).toEqual([anId(3)])
    // Nobody knows any more whether it was in a request.
    await expect
      .poll(() => finishedOf(page))
      .toMatchObject([
        { submission: { id: anId(2), sequence: 1 }, state: 'waiting', correctable: false },
      ])
  })

  test('stays where the storage would not take the interview', async () => {
    const { page } = await aPhoneAlone()
    const name = await inField(
      page,
      async ({ interviews }, draft) => {
        await interviews.keepDraft(draft)
        // What cannot be written: a function.
        const broken = { ...draft, comment: (() => '') as never }
        return await interviews.finish(broken, 5_000).catch((error: Error) => error.name)
      },
      aDraft(1),
    )
    expect(name).toBe('StorageError')
    expect(await draftsOf(page)).toHaveLength(1)
    expect(await finishedOf(page)).toEqual([])
    expect((await finish(page, aDraft(1)))[0]).toMatchObject({ sequence: 1 })
  })
})

/** What the second copy holds of interviews. */
function copiesOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const cache = await caches.open('suara-warga-copy')
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    return paths
      .map((path) => path.replace('/copy/', ''))
      .filter((path) => /^(draft|row)\//.test(path))
      .sort()
  })
}

/** As a browser does that clears its databases; then the app is opened again. */
async function loseDatabase(page: Page): Promise<void> {
  await page.reload()
  await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    for (const { name } of databases)
      await new Promise((done) => {
        indexedDB.deleteDatabase(name ?? '').onsuccess = done
      })
  })
}

describe('a finished interview', () => {
  test('is corrected while it waits, and keeps what stood there', async () => {
    const { page } = await aPhoneAlone()
    const draft = aDraft(1, { respondent: { age: 34 } })
    await finish(page, draft)
    const outcome = await correct(page, draft, { respondent: { age: 43 } })
    const [row] = await finishedOf(page)
    expect(outcome).toEqual(row)
    expect(row?.submission).toMatchObject({
      sequence: 1,
      respondent: { age: 43 },
      corrections: [{ at: 9_000, was: { 'respondent.age': 34 } }],
    })
  })

  test('is only seen once it was sent', async () => {
    const { page } = await aPhone()
    const draft = aDraft(1)
    await finish(page, draft)
    await expect.poll(async () => (await finishedOf(page))[0]?.state).toBe('sent')
    expect((await finishedOf(page))[0]?.correctable).toBe(false)
    expect(await correct(page, draft, { comment: 'too late' })).toBe('sent')
    expect((await finishedOf(page))[0]?.submission).not.toHaveProperty('comment')
  })

  test('that is corrected while it is being sent is at the server as the phone says', async () => {
    const { page, dataDir } = await aPhone()
    const outcomes = await inField(
      page,
      async ({ interviews }, drafts) => {
        const outcomes = []
        for (const [i, draft] of drafts.entries()) {
          await interviews.finish(draft, 5_000)
          // Before it is sent, in the middle of it, and after.
          await new Promise((resolve) => setTimeout(resolve, i * 2))
          const { spentMs: _, at: __, changedAt: ___, ...interview } = draft
          const next = { ...interview, comment: 'corrected' }
          const outcome = await interviews.correct(draft.id, next, 9_000)
          outcomes.push(outcome === 'sent' ? outcome : 'corrected')
        }
        return outcomes
      },
      Array.from({ length: 40 }, (_, i) => aDraft(i + 1)),
    )
    await expect.poll(async () => (await statusOf(page)).unsent).toBe(0)
    const there = rowsOf(dataDir)
    expect(there.map(({ comment }) => (comment ? 'corrected' : 'sent'))).toEqual(outcomes)
    expect(there).toHaveLength(40)
    expect(new Set(outcomes)).toEqual(new Set(['corrected', 'sent']))
  })

  test('stands on its page, also where several were put back at one time', async () => {
    const { page } = await aPhoneAlone()
    await seed(page, { from: 1, to: 45, savedAt: 7 })
    const pages = await inField(
      page,
      async ({ interviews }) => {
        const first = await interviews.finished(20)
        const second = await interviews.finished(20, first.at(-1))
        return [first, second, await interviews.finished(20, second.at(-1))]
      },
      null,
    )
    expect(pages.map((rows) => rows.length)).toEqual([20, 20, 5])
    const ids = pages.flat().map(({ submission }) => submission.id)
    expect(ids).toEqual(Array.from({ length: 45 }, (_, i) => anId(45 - i)))
  })
})

/** Puts rows into the outbox as they were saved, without waiting for each. */
function seed(page: Page, rows: { from: number; to: number; savedAt?: number }): Promise<void> {
  return page.evaluate(
    async ({ draft, from, to, savedAt }) => {
      const database = await window.parts.openDatabase()
      const { spentMs: _, at: __, changedAt: ___, ...interview } = draft
      const device = window.own.pairing?.device.id ?? ''
      await database.write(async (tx) => {
        await window.parts.setMeta(tx, `sequence:${device}`, to)
        for (let n = from; n <= to; n++) {
          const id = `0199a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
          const respondent = { sex: n % 2 ? 'L' : 'P', age: 15 + (n % 60) } as const
          const times = { finishedAt: n, durationMs: 1 }
          const submission = { ...interview, ...times, id, sequence: n, respondent }
          await tx
            .objectStore('outbox')
            .put({ id, submission, device, state: 'unsent', savedAt: savedAt ?? n })
        }
      })
      database.close()
    },
    { draft: aDraft(0, { assignment: 'a-1' }), ...rows },
  )
}

describe('an assignment', () => {
  test('is counted by sex and age band, corrections and sent ones too', async () => {
    const { page } = await aPhone()
    const of = (n: number, fields: Partial<InterviewDraft>) =>
      aDraft(n, { assignment: 'a-1', ...fields })
    const mine = [
      of(1, { respondent: { sex: 'P', age: 24 } }),
      of(2, { respondent: { sex: 'P', age: 60 } }),
      of(3, { respondent: { age: 16 } }),
    ]
    await finish(page, ...mine, aDraft(4, { respondent: { sex: 'L', age: 30 } }))
    const progress = () => inField(page, ({ interviews }) => interviews.progressOf('a-1'), null)
    await expect
      .poll(progress)
      .toEqual({ n: 3, unsent: 0, sex: { P: 2 }, age: { '0-16': 1, '17-24': 1, '60+': 1 } })
  })

  test('counts nothing twice: what went into a request or a file may be among what the server has', async () => {
    const { page } = await aPhoneAlone()
    const made = async (received: number) => {
      const read = ({ interviews }: Field, received: number) =>
        interviews.progressOf('a-1', received)
      return madeOf({ received }, await inField(page, read, received))
    }
    await finish(page, aDraft(1, { assignment: 'a-1' }), aDraft(2, { assignment: 'a-1' }))
    // Those of a phone that was lost.
    expect(await made(30)).toBe(32)
    await inField(page, ({ files }) => files.sealUnsent(), null)
    await finish(page, aDraft(3, { assignment: 'a-1' }))
    // The file was delivered, and the setup says so before any receipt does.
    expect(await made(2)).toBe(3)
    expect(await made(0)).toBe(3)
  })

  test('is counted, and the home screen filled, within a tenth of a second on a slow phone that holds 5,000', async () => {
    const { page } = await aPhoneAlone()
    await seed(page, { from: 1, to: 5_000 })
    const slow = await page.context().newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const took = await inField(
      page,
      async ({ interviews }) => {
        const timed = async (work: () => Promise<unknown>) => {
          const startedAt = performance.now()
          await work()
          return performance.now() - startedAt
        }
        const best = { finished: Infinity, progress: Infinity }
        for (let round = 0; round < 5; round++) {
          best.finished = Math.min(best.finished, await timed(() => interviews.finished(20)))
          best.progress = Math.min(best.progress, await timed(() => interviews.progressOf('a-1')))
        }
        return { ...best, n: (await interviews.progressOf('a-1')).n }
      },
      null,
    )
    expect(took.n).toBe(5_000)
    expect(took.finished).toBeLessThan(100)
    expect(took.progress).toBeLessThan(100)
  })
})

test('people who would not be interviewed are counted by reason, and never twice', async () => {
  const { page } = await aPhone()
  await inField(
    page,
    async ({ interviews }) => {
      await interviews.refuse(null, 'busy')
      await Promise.all([interviews.refuse('a-1', 'busy'), interviews.refuse('a-1', 'busy')])
    },
    null,
  )
  // The first number makes the series: what was counted before it belongs to it.
  await finish(page, aDraft(1))
  await inField(page, ({ interviews }) => interviews.refuse('a-1', 'busy'), null)
  const counts = [
    { assignment: null, reason: 'busy', count: 1 },
    { assignment: 'a-1', reason: 'busy', count: 3 },
  ]
  expect(await inField(page, ({ interviews }) => interviews.refusals(), null)).toEqual(counts)
  await page.reload()
  expect(await inField(page, ({ interviews }) => interviews.refusals(), null)).toEqual(counts)
})

describe('answers carried by hand', () => {
  test('are sealed for the server alone, and can no longer be corrected', async () => {
    const { page, dataDir, tokens } = await aPhoneAlone()
    const draft = aDraft(1)
    await finish(page, draft, aDraft(2))
    await inField(page, ({ interviews }) => interviews.refuse('a-1', 'busy'), null)
    const { names, files } = await sealed(page, 'sealUnsent')
    expect(names).toEqual([
      expect.stringMatching(/^suara-warga_\d{4}-\d\d-\d\d_disdukcapil_2-jawaban\.age$/),
    ])
    const [{ device, token }] = tokens
    const file = await opened(files[0], dataDir)
    expect(file).toMatchObject({
      format: 'suara-warga-file@1',
      app: 'test',
      parcels: [
        {
          device: device.id,
          token,
          series: expect.any(String),
          submissions: [
            { id: anId(1), sequence: 1 },
            { id: anId(2), sequence: 2 },
          ],
          refusals: [{ assignment: 'a-1', reason: 'busy', count: 1 }],
        },
      ],
    })
    expect(await correct(page, draft, { comment: 'too late' })).toBe('sent')
    expect((await statusOf(page)).unsent).toBe(2)
    // Written again later, it is the same again.
    await finish(page, aDraft(3))
    expect((await opened((await sealed(page, 'sealUnsent')).files[0], dataDir)).parcels).toEqual([
      {
        ...file.parcels[0],
        submissions: [
          ...(file.parcels[0]?.submissions ?? []),
          expect.objectContaining({ id: anId(3) }),
        ],
      },
    ])
  })

  test('are those that wait, or all that are kept, when a person asks for it', async () => {
    const { page, server, dataDir } = await aPhone()
    expect(await sealed(page, 'sealUnsent')).toMatchObject({ why: 'nothing' })
    await finish(page, aDraft(1))
    await expect.poll(async () => (await statusOf(page)).unsent).toBe(0)
    await server.stop()
    await finish(page, aDraft(2))
    const idsIn = async (kind: 'sealUnsent' | 'sealKept') =>
      (await opened((await sealed(page, kind)).files[0], dataDir)).parcels
        .flatMap(({ submissions }) => submissions)
        .map(({ id }) => id)
    expect(await idsIn('sealUnsent')).toEqual([anId(2)])
    expect(await idsIn('sealKept')).toEqual([anId(1), anId(2)])
  })

  test('leave a device on which nothing can be written any more, with the one on the screen', async () => {
    const { page, dataDir } = await aPhoneAlone()
    await finish(page, aDraft(1))
    await page.evaluate(() => {
      const real = IDBDatabase.prototype.transaction
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (mode === 'readwrite') throw new DOMException('Full', 'QuotaExceededError')
        return real.call(this, stores, mode, options)
      }
    })
    const files = await inField(
      page,
      async ({ files }, draft) => {
        const sealing = await files.sealUnsent({ draft, finishedAt: 7_000 })
        return sealing.ok ? sealing.files.map(({ bytes }) => [...bytes]) : []
      },
      aDraft(2),
    )
    expect((await opened(files[0], dataDir)).parcels[0]?.submissions).toMatchObject([
      { id: anId(1), sequence: 1 },
      { id: anId(2), sequence: 2, finishedAt: 7_000 },
    ])
  })

  test('hold what the screen held as it will be sent: saved later, it is never corrected', async () => {
    const { page } = await aPhoneAlone()
    const draft = aDraft(1)
    await inField(page, ({ files }, draft) => files.sealUnsent({ draft, finishedAt: 7_000 }), draft)
    await finish(page, draft)
    const [row] = await finishedOf(page)
    expect(row).toMatchObject({
      submission: { id: draft.id },
      state: 'waiting',
      correctable: false,
    })
    expect(await correct(page, draft, { comment: 'too late' })).toBe('sent')
    // Another one, that was in no file, still is.
    await finish(page, aDraft(2))
    expect(await correct(page, aDraft(2), { comment: 'in time' })).toMatchObject({
      submission: { comment: 'in time' },
    })
  })

  test('stay where the server is too old to take a file', async () => {
    const { page } = await aPhoneAlone()
    await finish(page, aDraft(1))
    await page.evaluate(async () => {
      const database = await window.parts.openDatabase()
      await database.write(async (tx) => {
        const record = await window.parts.metaOf(tx, 'setup')
        if (!record) throw new Error('No setup')
        const { recipient: _, ...setup } = record.setup
        await window.parts.setMeta(tx, 'setup', { ...record, setup })
      })
      database.close()
    })
    await page.reload()
    expect(await sealed(page, 'sealUnsent')).toMatchObject({ why: 'recipient' })
  })
})

describe('a file of another device', () => {
  test('waits here, once, and is delivered when a server is in reach; the other device learns it later', async () => {
    const { page, url, dataDir, server, restart, tokens } = await aPhone({ enumerators: 2 })
    const other = await openDevicePage({ fixture: 'field-page.ts', api: server.url })
    await pair(other.page, tokens[1])
    await server.kill()
    await finish(page, aDraft(1), aDraft(2))
    const [file] = (await sealed(page, 'sealUnsent')).files
    if (!file) throw new Error('No file')
    expect(await takeIn(other.page, file)).toBe('taken')
    expect(await takeIn(other.page, file)).toBe('here-already')
    const asText = new TextEncoder().encode(armored(Uint8Array.from(file)))
    expect(await takeIn(other.page, [...asText])).toBe('here-already')
    expect(await takeIn(other.page, [1, 2, 3])).toBe('not-ours')
    expect(await waitingAt(other.page)).toMatchObject([{ sizeBytes: file.length, problems: [] }])
    expect(await reportedBy(other.page)).toMatchObject({ carried: 1 })
    await page.goto('about:blank')
    // A reload finds it, and a server that comes back gets it.
    await other.page.reload()
    await restart()
    await inField(other.page, async ({ files }) => files.deliverNow(), null)
    await expect.poll(() => waitingAt(other.page), { timeout: 15_000 }).toEqual([])
    expect(await inField(other.page, async ({ files }) => files.delivered(), null)).toMatchObject([
      { receipt: { parcels: [{ device: tokens[0].device.id, stored: 2, known: 0, refused: [] }] } },
    ])
    expect(rowsOf(dataDir).map(({ id }) => id)).toEqual([anId(1), anId(2)])
    // Its own device sends them too, and hears that they are known.
    await page.goto(url)
    await draftsOf(page)
    await expect.poll(async () => (await statusOf(page)).unsent, { timeout: 30_000 }).toBe(0)
    expect(rowsOf(dataDir)).toHaveLength(2)
  })

  test('goes with those that come while it is on its way', async () => {
    const { page } = await aPhone()
    await finish(page, aDraft(1))
    const delivered = await inField(
      page,
      async ({ files }) => {
        for (let n = 0; n < 5; n++) {
          const sealing = await files.sealKept()
          if (sealing.ok)
            for (const { bytes } of sealing.files) await files.takeIn(new Blob([bytes]))
        }
        while ((await files.waiting()).length > 0) await new Promise((next) => setTimeout(next, 50))
        return files.delivered().length
      },
      null,
    )
    expect(delivered).toBe(5)
  })

  test('that no server of ours can open stays for a person to look at, and stops no other', async () => {
    const { page } = await aPhone()
    const strange = await sealedFor('rahasia', await strangeRecipient())
    expect(await takeIn(page, [...strange])).toBe('taken')
    await expect
      .poll(() => waitingAt(page))
      .toMatchObject([{ problems: [{ code: 'carried.key' }] }])
    await finish(page, aDraft(1))
    const [file] = (await sealed(page, 'sealKept')).files
    await takeIn(page, file ?? [])
    await expect.poll(async () => (await waitingAt(page)).length).toBe(1)
    expect(await waitingAt(page)).toMatchObject([{ problems: [{ code: 'carried.key' }] }])
  })

  test('stays here as long as the server refuses some of it: it may be the last copy', async () => {
    const { page } = await aPhone()
    const recipient = await inField(page, async () => window.own.setup?.recipient ?? '', null)
    const parcel = { device: 'hilang', token: 'tidak-dikenal', submissions: [aSubmission()] }
    const file = { format: 'suara-warga-file@1', app: 'test', written: 1, parcels: [parcel] }
    expect(await takeIn(page, [...(await sealedFor(JSON.stringify(file), recipient))])).toBe(
      'taken',
    )
    await expect
      .poll(() => waitingAt(page))
      .toMatchObject([{ problems: [{ code: 'token.unknown' }] }])
    expect(await inField(page, async ({ files }) => files.delivered(), null)).toEqual([])
    await page.reload()
    expect(await waitingAt(page)).toHaveLength(1)
  })
})

async function strangeRecipient(): Promise<string> {
  return await identityToRecipient(await generateX25519Identity())
}

function takeIn(page: Page, bytes: number[]): Promise<TakenIn> {
  return inField(
    page,
    ({ files }, bytes) => files.takeIn(new Blob([Uint8Array.from(bytes)])),
    bytes,
  )
}

const waitingAt = (page: Page) => inField(page, ({ files }) => files.waiting(), null)
const reportedBy = (page: Page) => inField(page, (field) => field.reported(), null)

/** @returns the files, or why there is none */
async function sealed(page: Page, kind: 'sealUnsent' | 'sealKept') {
  return await inField(
    page,
    async ({ files }, kind) => {
      const sealing = await files[kind]()
      if (!sealing.ok) return { why: sealing.why, names: [], files: [] }
      return {
        names: sealing.files.map(({ name }) => name),
        files: sealing.files.map(({ bytes }) => [...bytes]),
      }
    },
    kind,
  )
}

/** As the server opens it. */
async function opened(bytes: number[] | undefined, dataDir: string): Promise<CarriedFile> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(secretOf(dataDir))
  const packed = await decrypter.decrypt(Uint8Array.from(bytes ?? []))
  return JSON.parse(gunzipSync(packed).toString())
}

function secretOf(dataDir: string): string {
  const [row] = queried<{ value: string }>(
    dataDir,
    "select value from settings where name = 'age-identity'",
  )
  return row?.value ?? ''
}

/** What the server has, by number. */
function rowsOf(dataDir: string): { id: string; comment: string | null }[] {
  return queried(dataDir, 'select id, comment from submissions order by sequence')
}

function queried<Row>(dataDir: string, query: string): Row[] {
  const database = new DatabaseSync(join(dataDir, 'suara-warga.db'), { readOnly: true })
  try {
    return database.prepare(query).all() as Row[]
  } finally {
    database.close()
  }
}

describe('the second copy', () => {
  test('gives a draft its last taps back, also under a clock that was set back', async () => {
    const { page } = await aPhoneAlone()
    await inField(page, ({ interviews }, draft) => interviews.keepDraft(draft), aDraft(1))
    const later = aDraft(1, { spentMs: 90_000, changedAt: 7, comment: 'the twentieth tap' })
    await expect.poll(() => copiesOf(page)).toEqual([`draft/${anId(1)}`])
    // As where the database would take no more.
    await page.evaluate(async (draft) => {
      const cache = await caches.open('suara-warga-copy')
      await cache.put(`/copy/draft/${draft.id}`, new Response(JSON.stringify(draft)))
    }, later)
    await page.reload()
    expect(await draftsOf(page)).toEqual([later])
  })

  test('gives back when an interview was saved, how it was corrected, and who would not be interviewed', async () => {
    const { page } = await aPhoneAlone()
    const refusals = () => inField(page, ({ interviews }) => interviews.refusals(), null)
    await inField(page, ({ interviews }) => interviews.refuse('a-1', 'busy'), null)
    await finish(page, aDraft(1))
    await correct(page, aDraft(1), { comment: 'corrected' })
    const [before] = await finishedOf(page)
    const counted = await refusals()
    await expect.poll(() => copiedText(page)).toMatch(/"corrected".*"busy"/)
    await loseDatabase(page)
    expect(await refusals()).toEqual(counted)
    await expect
      .poll(() => finishedOf(page))
      .toMatchObject([{ savedAt: before?.savedAt, submission: before?.submission }])
    expect((await statusOf(page)).oldestUnsentAt).toBe(before?.savedAt)
  })
})

test('storage that is emptied under an open page is filled again, whoever sees first that it is empty', async () => {
  const { page } = await aPhoneAlone()
  await finish(page, aDraft(1))
  await expect.poll(() => copiesOf(page)).toEqual([`row/${anId(1)}`])
  const started = () => page.evaluate(async () => (await window.own.log()).map(({ code }) => code))
  await expect.poll(started).toContain('storage.not-kept')
  await page.evaluate(async () => {
    await new Promise((done) => {
      indexedDB.deleteDatabase('suara-warga').onsuccess = done
    })
    // Another page of the app has something to tell.
    new BroadcastChannel('suara-warga-device').postMessage('changed')
  })
  await expect
    .poll(async () => (await finishedOf(page)).map(({ submission }) => submission.id))
    .toEqual([anId(1)])
})

/** The copy of the first interview, and of the state. */
function copiedText(page: Page): Promise<string> {
  return page.evaluate(async (id) => {
    const cache = await caches.open('suara-warga-copy')
    const texts = [`/copy/row/${id}`, '/copy/state'].map(async (path) =>
      (await cache.match(path))?.text(),
    )
    return (await Promise.all(texts)).join()
  }, anId(1))
}
