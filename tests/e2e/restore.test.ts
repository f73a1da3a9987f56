// The server is restored from an old backup: the kiosk offers again what it had handed in since, by itself.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DATABASE_NAME, type OutboxRow } from '../../src/device/db.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { cli, freePort, openContext, startServer, tempDir } from './harness.ts'
import { EXAMPLE_SETUP, endVisit, giveAnswers, pairKiosk, readyOffline } from './kiosk.ts'

const LATER = 100

describe.each(STORES)('on $name', ({ newPlace }) => {
  test('100 answers that came after the backup come again: none is missing, none is twice', async () => {
    const dataDir = await tempDir()
    const place = await newPlace()
    const env: Record<string, string> = place.startsWith('postgres') ? { DATABASE_URL: place } : {}
    const run = async (...args: string[]) => {
      const { json, stderr } = await cli([...args, '--json'], { dataDir, env })
      if (!json || 'problems' in json)
        throw new Error(`${args[0]}: ${stderr} ${JSON.stringify(json)}`)
      return json
    }
    await run('import-setup', EXAMPLE_SETUP)
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil']
    const { code } = await run(...kiosk, '--service', 'ktp-el')
    const port = await freePort()
    const server = await startServer({ dataDir, port, env })
    const context = await openContext()
    const page = await context.newPage()
    await pairKiosk(page, server.url, code)
    await readyOffline(page)
    await giveAnswers(page, allScores(4))
    await endVisit(page)
    const stored = async () =>
      Number((await run('backup', join(dataDir, 'now.db'), '--force')).tables.submissions)
    await expect.poll(stored, { timeout: 20_000 }).toBe(1)

    const old = join(dataDir, 'old.db')
    await run('backup', old)
    await putIntoOutbox(page, LATER)
    await page.reload()
    await expect.poll(stored, { timeout: 30_000 }).toBe(1 + LATER)
    await server.stop()
    expect(await run('restore', old, '--force')).toMatchObject({ lost: LATER })
    expect(await stored()).toBe(1)

    await startServer({ dataDir, port, env })
    // The next resident: with the receipt of this answer the kiosk learns that its server has lost something.
    await giveAnswers(page, allScores(3))
    await endVisit(page)
    await expect.poll(stored, { timeout: 30_000 }).toBe(2 + LATER)
    expect(await run('verify')).toMatchObject({ ok: true, gaps: [] })
    const states = await statesInOutbox(page)
    expect(states).toEqual(Array(2 + LATER).fill('stored'))
  })
})

/** Answers as the kiosk would have saved them; a reload makes it look. */
async function putIntoOutbox(page: Page, count: number): Promise<void> {
  const drafts = Array.from({ length: count }, (_, i) =>
    aSubmission({ id: anId(i + 1), sequence: i + 2, finishedAt: Date.now() }),
  )
  await page.evaluate(
    ({ name, drafts }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const tx = request.result.transaction(['outbox', 'meta'], 'readwrite')
          const first = tx.objectStore('outbox').getAll(undefined, 1)
          first.onsuccess = () => {
            // Of the device and the series of the one that a person has tapped.
            const { device, series } = first.result[0]
            for (const submission of drafts)
              tx.objectStore('outbox').add({
                id: submission.id,
                submission,
                device,
                series,
                state: 'unsent',
                savedAt: Date.now(),
              })
            tx.objectStore('meta').put(drafts.length + 1, `sequence:${device}`)
          }
          tx.onabort = () => reject(tx.error)
          tx.oncomplete = () => {
            request.result.close()
            resolve()
          }
        }
      }),
    { name: DATABASE_NAME, drafts },
  )
}

function statesInOutbox(page: Page): Promise<OutboxRow['state'][]> {
  return page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onerror = () => reject(request.error)
        request.onsuccess = () => {
          const rows = request.result.transaction('outbox').objectStore('outbox').getAll()
          rows.onsuccess = () => {
            request.result.close()
            resolve(rows.result.map(({ state }) => state))
          }
        }
      }),
    DATABASE_NAME,
  )
}
