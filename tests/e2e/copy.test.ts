// The second copy in a real Cache Storage: the highest number counts, and one damaged entry stops no other.
import { expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
import { openDevicePage } from './device-page.ts'

const KIOSK = { id: 'kiosk-1', kind: 'kiosk', unit: 'disdukcapil', service: null } as const
const drafts = Array.from({ length: 30 }, (_, i) =>
  aSubmission({ id: anId(i + 1), sequence: 30 - i }),
)

test('the highest number is kept, whichever save ends last', async () => {
  const { page } = await openDevicePage()
  const last = await page.evaluate(
    async ({ drafts, kiosk }) => {
      const { openCopy, openDatabase, DATABASE_NAME, metaOf, setMeta } = window.device
      const copy = openCopy()
      const database = await openDatabase()
      const pin = { salt: new Uint8Array(1), hash: new Uint8Array(1), iterations: 1 }
      await database.write(async (tx) => {
        await setMeta(tx, 'pairing', { device: kiosk, token: 'token', pairedAt: 1 })
        await setMeta(tx, 'pin', { ...pin, wrongTries: 0, locks: 0, lockedUntil: null })
      })
      await copy?.keepState(database)
      const counts = drafts.map(({ sequence }) => ({ sequence, series: 'first' }))
      await Promise.all(counts.map((count) => copy?.keepCount(kiosk.id, count)))
      database.close()
      await new Promise((resolve) => {
        indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = resolve
      })
      const empty = await openDatabase()
      await copy?.healState(empty)
      return await empty.read(async (tx) => [
        await metaOf(tx, `sequence:${kiosk.id}`),
        await metaOf(tx, `series:${kiosk.id}`),
      ])
    },
    { drafts, kiosk: KIOSK },
  )
  expect(last).toEqual([30, 'first'])
})

test('who the browser was before comes back with it, from the copy and from an open page', async () => {
  const { page } = await openDevicePage()
  const found = await page.evaluate(
    async ({ kiosk }) => {
      const { createMemory, openCopy, openDatabase, DATABASE_NAME } = window.device
      const { formerIdentities, metaOf, replacePairing, setMeta } = window.device
      const copy = openCopy()
      const emptied = async () => {
        await new Promise((resolve) => {
          indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = resolve
        })
        return await openDatabase()
      }
      const before = await openDatabase()
      const pin = { salt: new Uint8Array(1), hash: new Uint8Array(1), iterations: 1 }
      await before.write(async (tx) => {
        await setMeta(tx, 'pin', { ...pin, wrongTries: 0, locks: 0, lockedUntil: null })
        for (const id of ['old', 'new'])
          await replacePairing(tx, { device: { ...kiosk, id }, token: id, pairedAt: 1 })
      })
      await copy?.keepState(before)
      // Numbers that the former device gave count on should it ever be that device again.
      await copy?.keepCount('old', { sequence: 7 })
      const open = createMemory(before, null)
      await open.refresh()
      before.close()
      const tokens = () =>
        Promise.all([
          after.read(async (tx) => (await metaOf(tx, 'pairing'))?.token),
          after.read(async (tx) => (await formerIdentities(tx)).map(({ token }) => token)),
          after.read((tx) => metaOf(tx, 'sequence:old')),
        ])
      let after = await emptied()
      await copy?.healState(after)
      const fromCopy = await tokens()
      after.close()
      after = await emptied()
      await open.refresh()
      return { fromCopy, fromPage: await tokens() }
    },
    { kiosk: KIOSK },
  )
  expect(found.fromCopy).toEqual(['new', ['old'], 7])
  expect(found.fromPage.slice(0, 2)).toEqual(['new', ['old']])
})

test('a damaged entry keeps none of the others from coming back', async () => {
  const { page } = await openDevicePage()
  const healed = await page.evaluate(
    async ({ drafts, kiosk }) => {
      const { openCopy, openDatabase, createOutbox } = window.device
      const copy = openCopy()
      const database = await openDatabase()
      const outbox = createOutbox(database, () => 0)
      for (const submission of drafts) await copy?.keepRow({ submission, device: kiosk.id })
      for (const key of await caches.keys()) {
        const cache = await caches.open(key)
        await cache.put(`/copy/row/${drafts[0]?.id}`, new Response('{"subm'))
        await cache.put(`/copy/row/${drafts[1]?.id}`, new Response('{"device":"kiosk-1"}'))
      }
      const count = await copy?.healRows(database, outbox)
      return { count, unsent: (await outbox.counts()).unsent }
    },
    { drafts, kiosk: KIOSK },
  )
  expect(healed).toEqual({ count: 28, unsent: 28 })
})
