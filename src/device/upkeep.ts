// What keeps a device whole, at each start and then every hour: compared with its copy, mended, pruned, and room kept free.
import type { Copy } from './copy.ts'
import { type Database, metaOf, type Note, setMeta } from './db.ts'
import { takeOver } from './fresh.ts'
import type { Outbox } from './outbox.ts'
import { askToPersist, isPersisted, storageUse } from './persistence.ts'
import { makeReserve } from './reserve.ts'

const DAY_MS = 24 * 3_600_000

export interface Kept {
  database: Database
  copy: Copy | null
  outbox: Outbox
  note: Note
}

/** Each part by itself: what fails is tried again with the next. @returns how many submissions came back, and whether there is room */
export async function keepUp({ database, copy, outbox, note }: Kept): Promise<{
  healed: number
  roomy: boolean
}> {
  let healed = 0
  try {
    healed = (await copy?.healRows(database, outbox)) ?? 0
    if (healed > 0) note('storage.healed', String(healed))
    await copy?.keepMissing(database, outbox)
    await copy?.keepState(database)
  } catch (error) {
    note('copy.failed', error instanceof Error ? error.name : '')
  }
  await outbox.prune()
  const roomy = await makeReserve()
  if (!roomy) {
    const { usedBytes, quotaBytes } = await storageUse()
    note('storage.low', String(Math.max(0, (quotaBytes ?? 0) - (usedBytes ?? 0))))
  }
  return { healed, roomy }
}

/** Once, when a page opens. @returns what keeps the browser from removing it, and for how long nobody opened it before */
export async function openUp(
  { database, note }: Pick<Kept, 'database' | 'note'>,
  now: number,
): Promise<{ unopenedDays: number }> {
  await takeOver(database)
  // Not waited for: Firefox asks the person, who may never answer.
  void askToPersist().catch(() => undefined)
  if ((await isPersisted()) === false) note('storage.not-kept')
  const before = await database.write(async (tx) => {
    const before = await metaOf(tx, 'openedAt')
    await setMeta(tx, 'openedAt', now)
    return before
  })
  return { unopenedDays: before === undefined ? 0 : Math.floor((now - before) / DAY_MS) }
}
