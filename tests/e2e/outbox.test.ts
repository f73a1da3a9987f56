// The outbox in a real IndexedDB: numbers without gaps, receipts, epochs, and a connection that the browser closes.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import type { Receipt } from '../../src/core/wire.ts'
import { anId, aSubmission } from '../make.ts'
import { openDevicePage } from './device-page.ts'

const DAY_MS = 24 * 3600 * 1000
const KIOSK = { id: 'kiosk-1', kind: 'kiosk', unit: 'disdukcapil', service: null } as const

/** What a test does in the page; the outbox is opened anew each time, as a restart does. */
function inPage<In, Out>(
  page: Page,
  work: (
    outbox: ReturnType<Window['device']['createOutbox']>,
    input: In,
    database: Awaited<ReturnType<Window['device']['openDatabase']>>,
  ) => Promise<Out>,
  input: In,
  now = 0,
): Promise<Out> {
  // A function cannot travel into the page; its text can.
  return page.evaluate(
    async ({ text, input, now }) => {
      const database = await window.device.openDatabase()
      const outbox = window.device.createOutbox(database, () => now)
      // biome-ignore lint/security/noGlobalEval: the text is the function above, of this very file
      const result = await globalThis.eval(`(${text})`)(outbox, input, database)
      database.close()
      return result
    },
    { text: work.toString(), input: input as object, now },
  ) as Promise<Out>
}

function pairAs(page: Page, id: string): Promise<void> {
  return inPage(
    page,
    async (_, device, database) => {
      const record = { device, token: 'token', pairedAt: 1 }
      await database.write((tx) => window.device.setMeta(tx, 'pairing', record))
    },
    { ...KIOSK, id },
  )
}

/** As the pairing page does: who it was before is kept. */
function pairAnewAs(page: Page, id: string): Promise<void> {
  return inPage(
    page,
    async (_, device, database) => {
      const record = { device, token: `token of ${device.id}`, pairedAt: 1 }
      await database.write((tx) => window.device.replacePairing(tx, record))
    },
    { ...KIOSK, id },
  )
}

function formerOf(page: Page): Promise<string[]> {
  return inPage(
    page,
    async (_, __, database) => {
      const former = await database.read((tx) => window.device.formerIdentities(tx))
      return former.map(({ token }) => token)
    },
    null,
  )
}

function draft(n: number): Submission {
  return aSubmission({ id: anId(n) })
}

function save(page: Page, ns: number[], { device = KIOSK.id as string, now = 0 } = {}) {
  return inPage(
    page,
    async (outbox, { drafts, device }) => {
      const saved = await Promise.all(drafts.map((one) => outbox.save(one, device)))
      return saved.map(({ submission }) => submission.sequence)
    },
    { drafts: ns.map(draft), device },
    now,
  )
}

function settle(page: Page, sent: string[], receipt: Partial<Receipt>, now = 0) {
  const whole = { stored: [], known: [], conflicted: [], refused: [], time: 0, epoch: 'one' }
  return inPage(
    page,
    (outbox, { sent, receipt }) => outbox.settle(sent, receipt),
    { sent, receipt: { ...whole, ...receipt } },
    now,
  )
}

/** What would be sent next. */
async function unsent(page: Page, without: { ids?: string[]; collectors?: string[] } = {}) {
  const { submissions } = await waits(page, without)
  return submissions
}

function waits(page: Page, { ids = [] as string[], collectors = [] as string[] } = {}) {
  return inPage(
    page,
    async (outbox, { ids, collectors }) => {
      const without = { ids: new Set(ids), collectors: new Set(collectors) }
      const { collectedBy, submissions } = await outbox.unsent(1000, without)
      return { collectedBy, submissions: submissions.map(({ id }) => id) }
    },
    { ids, collectors },
  )
}

const counts = (page: Page) => inPage(page, (outbox) => outbox.counts(), null)

test('two tabs that save at once share one sequence without gap or double', async () => {
  const { page, another } = await openDevicePage()
  const second = await another()
  await pairAs(page, KIOSK.id)
  const odd = Array.from({ length: 40 }, (_, i) => 2 * i + 1)
  const even = odd.map((n) => n + 1)
  const [a, b] = await Promise.all([save(page, odd), save(second, even)])
  const sequences = [...a, ...b].sort((x, y) => x - y)
  expect(sequences).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
  expect((await counts(page)).sequence).toBe(80)
})

test('saving the same id again changes nothing and uses no number', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  expect(await save(page, [1])).toEqual([1])
  expect(await save(page, [1, 2])).toEqual([1, 2])
  expect(await counts(page)).toMatchObject({ unsent: 2, sequence: 2 })
})

test('a receipt moves only what it names, and what it says twice stays unsent', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  await save(page, [1, 2, 3, 4, 5])
  const problems = [{ code: 'score.range' as const }]
  const { left } = await settle(page, [1, 2, 3, 4].map(anId), {
    stored: [anId(1), anId(4), anId(5), anId(99)],
    conflicted: [anId(2)],
    refused: [
      { id: anId(3), problems },
      { id: anId(4), problems },
    ],
  })
  expect(left).toEqual([anId(4)])
  // 5 was named but not sent in this batch.
  expect(await unsent(page)).toEqual([anId(4), anId(5)])
  expect(await counts(page)).toMatchObject({ unsent: 2, refused: 1, acknowledged: 2 })
  const refused = await inPage(page, (outbox) => outbox.refused(), null)
  expect(refused).toMatchObject([{ id: anId(3), problems }])
})

test('under a new epoch what was acknowledged is offered again, but not what this receipt names', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  await save(page, [1, 2, 3])
  await settle(page, [anId(1), anId(2)], { stored: [anId(1), anId(2)] })
  await settle(page, [anId(3)], { stored: [anId(3)], epoch: 'two' })
  expect(await unsent(page)).toEqual([anId(1), anId(2)])
  await settle(page, [anId(1), anId(2)], { known: [anId(1), anId(2)], epoch: 'two' })
  expect(await counts(page)).toMatchObject({ unsent: 0, acknowledged: 3 })
})

test('only what was acknowledged more than 90 days ago is removed', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  await save(page, [1, 2, 3, 4])
  await settle(page, [anId(1)], { stored: [anId(1)] })
  await settle(page, [anId(2)], { stored: [anId(2)] }, 2 * DAY_MS)
  await settle(page, [anId(3)], { refused: [{ id: anId(3), problems: [{ code: 'field.type' }] }] })
  const pruned = (now: number) => inPage(page, (outbox) => outbox.prune(), null, now)
  // A device's clock alone can be wrong: months must have gone by at the server as well.
  expect(await pruned(5000 * DAY_MS)).toBe(0)
  await settle(page, [], { time: 95 * DAY_MS })
  expect(await pruned(90 * DAY_MS)).toBe(0)
  expect(await pruned(91 * DAY_MS)).toBe(1)
  expect(await pruned(5000 * DAY_MS)).toBe(1)
  expect(await counts(page)).toMatchObject({ unsent: 1, refused: 1, acknowledged: 0 })
})

test('rows of another device wait for their own token, and each device counts for itself', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  await save(page, [1, 2])
  await pairAs(page, 'kiosk-2')
  expect(await save(page, [3], { device: 'kiosk-2' })).toEqual([1])
  expect(await unsent(page)).toEqual([anId(3)])
  await pairAs(page, KIOSK.id)
  expect(await unsent(page)).toEqual([anId(1), anId(2)])
})

test('paired anew, what the former device collected waits behind, and each counts for itself', async () => {
  const { page } = await openDevicePage()
  await pairAnewAs(page, 'kiosk-1')
  await save(page, [1, 2], { device: 'kiosk-1' })
  await pairAnewAs(page, 'kiosk-2')
  expect(await save(page, [3], { device: 'kiosk-2' })).toEqual([1])
  expect(await waits(page)).toEqual({ collectedBy: null, submissions: [anId(3)] })
  expect(await waits(page, { ids: [anId(3)] })).toEqual({
    collectedBy: 'kiosk-1',
    submissions: [anId(1), anId(2)],
  })
  expect(await unsent(page, { ids: [anId(3)], collectors: ['kiosk-1'] })).toEqual([])
  expect(await counts(page)).toMatchObject({
    unsent: 3,
    sequence: 1,
    former: [{ device: 'kiosk-1', unsent: 2 }],
  })
  // Back again: its own numbers go on.
  await pairAnewAs(page, 'kiosk-1')
  expect(await save(page, [4], { device: 'kiosk-1' })).toEqual([3])
  expect(await formerOf(page)).toEqual(['token of kiosk-2'])
})

test('a former identity is kept until nothing that it collected is here, also for a restored server', async () => {
  const { page } = await openDevicePage()
  await pairAnewAs(page, 'kiosk-1')
  await save(page, [1], { device: 'kiosk-1' })
  await pairAnewAs(page, 'kiosk-2')
  await settle(page, [anId(1)], { stored: [anId(1)] })
  const pruned = (now: number) => inPage(page, (outbox) => outbox.prune(), null, now)
  await pruned(89 * DAY_MS)
  expect(await formerOf(page)).toEqual(['token of kiosk-1'])
  expect(await inPage(page, (outbox) => outbox.noteEpoch('one'), null)).toBe(0)
  expect(await inPage(page, (outbox) => outbox.noteEpoch('two'), null)).toBe(1)
  expect(await waits(page)).toEqual({ collectedBy: 'kiosk-1', submissions: [anId(1)] })
  await settle(page, [anId(1)], { known: [anId(1)], epoch: 'two' })
  await settle(page, [], { epoch: 'two', time: 91 * DAY_MS })
  await pruned(91 * DAY_MS)
  expect(await formerOf(page)).toEqual([])
})

test('what waits is seen also when the database has lost its pairing', async () => {
  const { page } = await openDevicePage()
  await save(page, [1])
  expect(await unsent(page)).toEqual([anId(1)])
})

test('what was refused is offered again once under another version, and whenever a person asks', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  await save(page, [1, 2])
  await save(page, [3], { device: 'kiosk-2' })
  const refuse = () =>
    settle(page, [1, 2, 3].map(anId), {
      stored: [anId(2)],
      refused: [1, 3].map((n) => ({ id: anId(n), problems: [{ code: 'field.type' as const }] })),
    })
  const offer = (version: string | null) =>
    inPage(page, (outbox, version) => outbox.offerRefused(version), version)
  await refuse()
  await offer('1')
  expect(await unsent(page)).toEqual([anId(1)])
  await refuse()
  await offer('1')
  expect(await unsent(page)).toEqual([])
  await offer('2')
  expect(await unsent(page)).toEqual([anId(1)])
  await refuse()
  await offer(null)
  expect(await unsent(page)).toEqual([anId(1)])
  expect(await counts(page)).toMatchObject({ refused: 1, acknowledged: 1 })
})

test('a connection that was closed is opened again, and the save succeeds', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  const sequences = await page.evaluate(
    async ({ first, second, device }) => {
      const seen: IDBDatabase[] = []
      const open = IDBDatabase.prototype.transaction
      IDBDatabase.prototype.transaction = function (...args) {
        seen.push(this)
        return open.apply(this, args)
      }
      const database = await window.device.openDatabase()
      const outbox = window.device.createOutbox(database, () => 0)
      const before = await outbox.save(first, device)
      // What Safari does to a page that was in the background.
      for (const connection of seen) connection.close()
      const after = await outbox.save(second, device)
      return [before.submission.sequence, after.submission.sequence]
    },
    { first: draft(1), second: draft(2), device: KIOSK.id },
  )
  expect(sequences).toEqual([1, 2])
  expect(await unsent(page)).toEqual([anId(1), anId(2)])
})

test('an open page lets a newer version of the database pass', async () => {
  const { page, another } = await openDevicePage()
  await page.evaluate(async () => {
    await window.device.openDatabase()
  })
  const second = await another()
  const opened = await second.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.open(
          window.device.DATABASE_NAME,
          window.device.SCHEMA_VERSION + 1,
        )
        request.onsuccess = () => resolve('opened')
        request.onerror = () => resolve('failed')
      }),
  )
  expect(opened).toBe('opened')
})

test('a failed write leaves nothing behind, and says so', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  const name = await page.evaluate(
    async ({ good, device }) => {
      const outbox = window.device.createOutbox(await window.device.openDatabase(), () => 0)
      // A function cannot be stored: the row fails after its number was taken.
      const bad = { ...good, answers: () => undefined }
      return await outbox.save(bad as never, device).then(
        () => 'saved',
        (error: Error) => error.name,
      )
    },
    { good: draft(1), device: KIOSK.id },
  )
  expect(name).toBe('StorageError')
  expect(await counts(page)).toMatchObject({ unsent: 0, sequence: 0 })
  expect(await save(page, [1])).toEqual([1])
})

test('an interview is sent as it stands when it is offered, and only what is still unsent', async () => {
  const { page } = await openDevicePage()
  await pairAs(page, KIOSK.id)
  const found = await inPage(
    page,
    async (outbox, { interviews, device }, database) => {
      for (const one of interviews) await outbox.save(one, device)
      const without = { ids: new Set<string>(), collectors: new Set<string>() }
      const waiting = await outbox.unsent(100, without)
      // Corrected, and one acknowledged in another tab, between the look and the request.
      await database.write(async (tx) => {
        const [first, second] = await tx.objectStore('outbox').getAll()
        if (!first || !second) return
        const submission = { ...first.submission, comment: 'corrected' }
        await tx.objectStore('outbox').put({ ...first, submission })
        await tx.objectStore('outbox').put({ ...second, state: 'stored' })
      })
      const offered = await outbox.offer(waiting)
      const rows = await outbox.rowsOf(interviews.map(({ id }) => id))
      return {
        before: waiting.correctable,
        comments: offered.submissions.map(({ comment }) => comment),
        marked: rows.map(({ offeredAt }) => offeredAt),
        after: (await outbox.unsent(100, without)).correctable,
      }
    },
    {
      interviews: [1, 2].map((n) => ({
        ...draft(n),
        channel: 'enumerator' as const,
        mode: 'interview' as const,
        comment: 'first',
      })),
      device: KIOSK.id,
    },
    7,
  )
  expect(found.before).toBe(true)
  expect(found.comments).toEqual(['corrected'])
  expect(found.marked[0]).toBe(7)
  expect(found.after).toBeUndefined()
})
