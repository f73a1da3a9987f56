// Series in a real IndexedDB: each storage that numbers has its own name, so that no number is ever given twice.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
import { openDevicePage } from './device-page.ts'

const KIOSK = { id: 'kiosk-1', kind: 'kiosk', unit: 'disdukcapil', service: null } as const

interface Given {
  sequence: number
  series?: string | undefined
}

/** Saves one answer as a page does that was just opened. */
function saveOne(page: Page, n: number): Promise<Given> {
  return page.evaluate(
    async ({ draft, device }) => {
      const database = await window.device.openDatabase()
      const outbox = window.device.copiedOutbox(
        window.device.createOutbox(database, () => 0),
        { copy: window.device.openCopy(), database, failed: () => undefined },
      )
      const { submission, series } = await outbox.save(draft, device)
      database.close()
      return { sequence: submission.sequence, series }
    },
    { draft: aSubmission({ id: anId(n) }), device: KIOSK.id },
  )
}

function pair(page: Page, fields: { sequence?: number } = {}): Promise<void> {
  return page.evaluate(
    async ({ device, sequence }) => {
      const { openCopy, openDatabase, setMeta } = window.device
      const database = await openDatabase()
      const pin = { salt: new Uint8Array(1), hash: new Uint8Array(1), iterations: 1 }
      await database.write(async (tx) => {
        await setMeta(tx, 'pairing', { device, token: 'token', pairedAt: 1 })
        await setMeta(tx, 'pin', { ...pin, wrongTries: 0, locks: 0, lockedUntil: null })
        if (sequence !== undefined) await setMeta(tx, `sequence:${device.id}`, sequence)
      })
      await openCopy()?.keepState(database)
      database.close()
    },
    { device: KIOSK, ...fields },
  )
}

function loseDatabase(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(window.device.DATABASE_NAME).onsuccess = resolve
    })
  })
}

/** As a start does. */
function heal(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { createOutbox, openCopy, openDatabase } = window.device
    const [database, copy] = [await openDatabase(), openCopy()]
    await copy?.healState(database)
    await copy?.healRows(
      database,
      createOutbox(database, () => 0),
    )
    database.close()
  })
}

function batchOf(page: Page) {
  return page.evaluate(async () => {
    const { createOutbox, openDatabase } = window.device
    const database = await openDatabase()
    const without = { ids: new Set<string>(), collectors: new Set<string>() }
    const { series, submissions } = await createOutbox(database, () => 0).unsent(100, without)
    database.close()
    return { series, sequences: submissions.map(({ sequence }) => sequence) }
  })
}

async function copiedCount(page: Page): Promise<unknown> {
  return await page.evaluate(async () => {
    const kept = await (await caches.open('suara-warga-copy')).match('/copy/count/kiosk-1')
    return kept ? await kept.json() : null
  })
}

test('a wiped device that is paired again numbers from 1 in another series', async () => {
  const { page } = await openDevicePage()
  await pair(page)
  const first = await saveOne(page, 1)
  const second = await saveOne(page, 2)
  expect(first.series).toMatch(/^[\w-]{12}$/)
  expect(second).toEqual({ sequence: 2, series: first.series })
  await loseDatabase(page)
  await page.evaluate(() => caches.delete('suara-warga-copy'))
  await pair(page)
  const after = await saveOne(page, 3)
  expect(after.sequence).toBe(1)
  expect(after.series).toMatch(/^[\w-]{12}$/)
  expect(after.series).not.toBe(first.series)
})

test('a database in which an older app has counted goes on in the series without a name', async () => {
  const { page } = await openDevicePage()
  await pair(page, { sequence: 7 })
  expect(await saveOne(page, 1)).toEqual({ sequence: 8, series: undefined })
  expect(await batchOf(page)).toEqual({ series: undefined, sequences: [8] })
})

test('the copy gives a lost database its series back, and it counts on', async () => {
  const { page } = await openDevicePage()
  await pair(page)
  const { series } = await saveOne(page, 1)
  await saveOne(page, 2)
  await expect.poll(() => copiedCount(page)).toEqual({ sequence: 2, series })
  await loseDatabase(page)
  await heal(page)
  expect(await saveOne(page, 3)).toEqual({ sequence: 3, series })
  expect(await batchOf(page)).toEqual({ series, sequences: [1, 2, 3] })
})

test('a storage whose count is lost with its copy never counts on in the series of what is put back', async () => {
  const { page } = await openDevicePage()
  await pair(page)
  const { series } = await saveOne(page, 1)
  await expect.poll(() => copiedCount(page)).toEqual({ sequence: 1, series })
  await page.evaluate(async () => {
    await (await caches.open('suara-warga-copy')).delete('/copy/count/kiosk-1')
  })
  await loseDatabase(page)
  await heal(page)
  const after = await saveOne(page, 2)
  expect(after.sequence).toBe(1)
  expect(after.series).not.toBe(series)
  // One request is of one series: the other waits for the next.
  expect(await batchOf(page)).toEqual({ series, sequences: [1] })
})
