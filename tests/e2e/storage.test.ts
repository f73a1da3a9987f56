// Storage that dies, in a real browser: a newer database, one that does not open, no room, and a log without answers.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
import { openDevicePage } from './device-page.ts'

const KIOSK = { id: 'kiosk-1', kind: 'kiosk', unit: 'disdukcapil', service: null } as const

/** Opens the storage as a start does, and does something in it. */
function inStorage<In, Out>(
  page: Page,
  work: (
    parts: {
      outbox: ReturnType<Window['device']['createOutbox']>
      database: Awaited<ReturnType<Window['device']['openStorage']>>
      notes: string[]
    },
    input: In,
  ) => Promise<Out>,
  input: In,
): Promise<Out> {
  // A function cannot travel into the page; its text can.
  return page.evaluate(
    async ({ text, input }) => {
      const notes: string[] = []
      const database = await window.device.openStorage((code) => notes.push(code))
      const outbox = window.device.createOutbox(database, () => 0)
      // biome-ignore lint/security/noGlobalEval: the text is the function above, of this very file
      const result = await globalThis.eval(`(${text})`)({ outbox, database, notes }, input)
      database.close()
      return result
    },
    { text: work.toString(), input: input as object },
  ) as Promise<Out>
}

function saved(page: Page, n: number) {
  return inStorage(
    page,
    async ({ outbox, database, notes }, { draft, device }) => {
      const { submission } = await outbox.save(draft, device)
      return { name: database.name, sequence: submission.sequence, notes }
    },
    { draft: aSubmission({ id: anId(n) }), device: KIOSK.id },
  )
}

function idsIn(page: Page): Promise<string[]> {
  return inStorage(page, async ({ outbox }) => (await outbox.ids()).waiting, null)
}

/** What stands under the first name is no database of ours, as after a fault of the browser. */
function breakFirst(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { DATABASE_NAME, SCHEMA_VERSION } = window.device
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = resolve
    })
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, SCHEMA_VERSION)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
  })
}

function mendFirst(page: Page, ns: number[]): Promise<void> {
  return page.evaluate(
    async ({ drafts, device }) => {
      const { createOutbox, DATABASE_NAME, openDatabase, setMeta } = window.device
      await new Promise((resolve) => {
        indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = resolve
      })
      const database = await openDatabase()
      const record = { device, token: 'token', pairedAt: 1 }
      await database.write((tx) => setMeta(tx, 'pairing', record))
      const outbox = createOutbox(database, () => 0)
      for (const draft of drafts) await outbox.save(draft, device.id)
      database.close()
    },
    { drafts: ns.map((n) => aSubmission({ id: anId(n) })), device: KIOSK },
  )
}

test('a database of a newer version is used as it is, beside a page of that version', async () => {
  const { page, another } = await openDevicePage()
  await saved(page, 1)
  const newer = await another()
  await page.evaluate(async () => {
    const database = await window.device.openDatabase()
    Reflect.set(window, 'held', database)
  })
  // As a page of the next version does, while the first is open; it stays open.
  const opened = await newer.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { DATABASE_NAME, SCHEMA_VERSION } = window.device
        const request = indexedDB.open(DATABASE_NAME, SCHEMA_VERSION + 1)
        request.onupgradeneeded = () => request.result.createObjectStore('of-tomorrow')
        request.onerror = () => resolve('failed')
        request.onsuccess = () => {
          Reflect.set(window, 'held', request.result)
          resolve('opened')
        }
      }),
  )
  expect(opened).toBe('opened')
  expect(await saved(page, 2)).toMatchObject({ sequence: 2, notes: ['connection.newer'] })
  expect(await idsIn(page)).toEqual([anId(1), anId(2)])
})

test('a database that will not open is left where it is, and a fresh one is used from then on', async () => {
  const { page } = await openDevicePage()
  await breakFirst(page)
  const first = await saved(page, 1)
  expect(first).toMatchObject({ name: 'suara-warga-2', sequence: 1 })
  expect(first.notes).toContain('storage.fresh')
  expect(await saved(page, 2)).toEqual({ name: 'suara-warga-2', sequence: 2, notes: [] })
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  )
  expect(names).toContain('suara-warga')
})

test('what the old database holds is taken over when it opens again, and nothing twice', async () => {
  const { page } = await openDevicePage()
  await breakFirst(page)
  await saved(page, 1)
  const takeOver = () =>
    inStorage(page, ({ database }) => window.device.takeOver(database), null as null)
  // It still does not open: nothing is lost by trying.
  await takeOver()
  expect(await idsIn(page)).toEqual([anId(1)])
  await mendFirst(page, [1, 2, 3])
  await takeOver()
  await takeOver()
  expect((await idsIn(page)).sort()).toEqual([anId(1), anId(2), anId(3)])
  const rows = await inStorage(page, ({ outbox }, ids) => outbox.rowsOf(ids), [anId(1), anId(2)])
  // Its own number stays with each: the fresh one counts in a series of its own.
  expect(rows.map(({ submission }) => submission.sequence)).toEqual([1, 2])
  expect(rows[0]?.series).not.toBe(rows[1]?.series)
  const paired = await inStorage(
    page,
    ({ database }) => database.read((tx) => window.device.metaOf(tx, 'pairing')),
    null,
  )
  expect(paired?.device.id).toBe(KIOSK.id)
})

test('without room the reserve is given up, then it is said; with room it is made again', async () => {
  const { page, url } = await openDevicePage()
  const session = await page.context().newCDPSession(page)
  const quotaOf = (quotaSize?: number) =>
    session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(url).origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    })
  await quotaOf(5_000_000)
  const found = await page.evaluate(
    async ({ draft, device }) => {
      const { createOutbox, isFull, makeReserve, openStorage } = window.device
      const notes: string[] = []
      const database = await openStorage((code) => notes.push(code))
      const outbox = createOutbox(database, () => 0)
      const reserved = await makeReserve()
      // Random text, for the browser packs what it writes.
      const filler = () =>
        Array.from(crypto.getRandomValues(new Uint32Array(12_000)), (n) => n.toString(36)).join('')
      let kept = 0
      let keptWhenFreed = 0
      let error: unknown = null
      while (!error && kept < 200) {
        const big = { ...draft, id: `${draft.id}-${kept}`, comment: filler() }
        await outbox.save(big, device).then(
          () => {
            kept += 1
          },
          (cause) => {
            error = cause
          },
        )
        if (notes.includes('storage.freed') && keptWhenFreed === 0) keptWhenFreed = kept
      }
      const again = await makeReserve()
      const { unsent } = await outbox.counts()
      return { reserved, kept, keptWhenFreed, unsent, full: isFull(error), again, notes }
    },
    { draft: aSubmission(), device: KIOSK.id },
  )
  expect(found).toMatchObject({ reserved: true, full: true, again: false, unsent: found.kept })
  expect(found.notes.slice(0, 2)).toEqual(['storage.freed', 'storage.full'])
  // The write that found no room went through, and others after it.
  expect(found.keptWhenFreed).toBeGreaterThan(0)
  expect(found.kept).toBeGreaterThan(found.keptWhenFreed)
  await quotaOf()
  expect(await page.evaluate(() => window.device.makeReserve())).toBe(true)
  expect(await page.evaluate(() => window.device.freeReserve())).toBe(true)
})

test('the log keeps the latest 300 on disk, and those before there is a database', async () => {
  const { page } = await openDevicePage()
  const found = await page.evaluate(async () => {
    const { createLog, openDatabase } = window.device
    let now = 0
    const due: (() => void)[] = []
    const log = createLog({
      now: () => now,
      steady: () => now,
      later: (_, call) => due.push(call),
    })
    log.note('app.started', 'x'.repeat(500))
    const early = await log.latest(10)
    const database = await openDatabase()
    log.keepIn(database)
    for (let i = 1; i < 310; i += 1) {
      now = i
      log.note('sync.failed', String(i))
      log.note('sync.failed', String(i))
    }
    for (const call of due.splice(0)) call()
    // Written behind the last of them.
    await database.write(async () => undefined)
    const kept = await database.read((tx) => tx.objectStore('log').getAll())
    return { early, count: kept.length, first: kept[0], last: kept.at(-1) }
  })
  expect(found.early).toEqual([{ at: 0, code: 'app.started', detail: 'x'.repeat(80) }])
  expect(found).toMatchObject({ count: 300, first: { at: 10 }, last: { at: 309, detail: '309' } })
})
