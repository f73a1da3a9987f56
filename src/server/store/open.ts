// Opens the store: the database, brought up to date, with its epoch.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { createDialect, type DatabaseKind } from './dialect.ts'
import { migrate } from './migrations.ts'
import type { Tables } from './schema.ts'
import { putSetting } from './settings.ts'

export type Db = Kysely<Tables>

export interface Store {
  db: Db
  kind: DatabaseKind
  /** Schema steps that opening has done; empty where the database was up to date. */
  migrated: string[]
  close(): Promise<void>
}

/**
 * @param directory made when it does not exist
 * @param newEpoch the epoch of a database that has none yet
 * @throws DatabaseIsNewer
 */
export async function openStore(directory: string, newEpoch: string): Promise<Store> {
  mkdirSync(directory, { recursive: true })
  const db: Db = new Kysely<Tables>({ dialect: createDialect(join(directory, 'suara-warga.db')) })
  try {
    const migrated = await migrate(db, 'sqlite')
    await putSetting(db, 'epoch', newEpoch, { keep: true })
    return { db, kind: 'sqlite', migrated, close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
