// Copies a whole database to another place, beside the server that writes into it; a second time only what came since.
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { makeRoom } from './backup.ts'
import {
  answersMissingIn,
  copyTables,
  differingTables,
  linesMissingIn,
  type Sums,
  sumsOf,
} from './copy.ts'
import { inSnapshot, inTransaction } from './dialect.ts'
import type { Db } from './open.ts'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'
import { TABLE_NAMES, type TableName, tableNamed } from './tables.ts'

/** The target holds something of its own, which a copy would remove. */
export class TargetInUse extends Error {
  override name = 'TargetInUse'
}

/** The two are not the same after all; nothing was written. */
export class CopyDiffers extends Error {
  override name = 'CopyDiffers'
}

export interface Moved {
  sums: Sums
  /** The target's own: devices offer again what they keep when they meet it. */
  epoch: string
  /** True where the target had a copy of the same source before. */
  again: boolean
  /** Answers that came to the source since the copy was begun. */
  meanwhile: number
}

/**
 * One state of the source, in one transaction of the target: all of it or nothing.
 * @throws TargetInUse, CopyDiffers
 */
export async function moveAll(from: Db, to: Db): Promise<Moved> {
  await makeRoom(from, to)
  const moved = await inSnapshot(from, async (source) => {
    const origin = (await settingOf(source, 'epoch')) ?? ''
    const expected = await sumsOf(source)
    return inTransaction(to, async (trx) => {
      const again = await refuseUsed(source, trx, origin)
      await copyTables(source, trx)
      const differing = differingTables(expected, await sumsOf(trx))
      if (differing.length > 0) throw new CopyDiffers(differing.join(', '))
      const epoch = randomUUID()
      await putSetting(trx, 'epoch', epoch)
      await putSetting(trx, 'moved', origin)
      return { sums: expected, epoch, again }
    })
  })
  const { count } = await from
    .selectFrom('submissions')
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return { ...moved, meanwhile: Number(count) - moved.sums.submissions.rows }
}

/** @returns whether it holds an earlier copy of the same source, to which nothing was added since */
async function refuseUsed(
  source: Kysely<Tables>,
  trx: Kysely<Tables>,
  origin: string,
): Promise<boolean> {
  if ((await settingOf(trx, 'moved')) === origin) {
    const answers = await answersMissingIn(source, trx)
    if (answers > 0) throw new TargetInUse(`submissions ${answers}`)
    const lines = await linesMissingIn(source, trx)
    if (lines > 0) throw new TargetInUse(`audit ${lines}`)
    return true
  }
  const used: TableName[] = []
  // Opening it gave it an epoch.
  for (const name of TABLE_NAMES)
    if (name !== 'settings' && !(await tableNamed(name).isEmpty(trx))) used.push(name)
  if (used.length > 0) throw new TargetInUse(used.join(', '))
  return false
}
