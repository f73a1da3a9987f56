// Opens the store: the database, brought up to date, with its epoch.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Kysely } from 'kysely'
import { type DatabaseKind, openDialect, type Place, patiently, refuseUnfit } from './dialect.ts'
import { migrate } from './migrations.ts'
import { keepPartitionsAhead } from './partitions.ts'
import type { Tables } from './schema.ts'
import { putSetting } from './settings.ts'

export type Db = Kysely<Tables>

export interface Store {
  db: Db
  kind: DatabaseKind
  /** Schema steps that opening has done; empty where the database was up to date. */
  migrated: string[]
  /** The connections of this process to a PostgreSQL; `null` on SQLite. */
  connections(): { open: number; idle: number; waiting: number } | null
  /** What the database needs once a day. */
  tend(): Promise<void>
  close(): Promise<void>
}

/**
 * @param target `postgres://…`, `sqlite:FILE`, or the directory of a SQLite file; made when it does not exist
 * @param newEpoch the epoch of a database that has none yet
 * @param options.hurried with the time-outs of a server that answers requests; a command works without
 * @throws DatabaseIsNewer; DatabaseUnfit; what the driver throws where there is no way to the database
 */
export async function openStore(
  target: string,
  newEpoch: string,
  options: { hurried: boolean } = { hurried: true },
): Promise<Store> {
  const place = placeOf(target)
  const { kind } = place
  if (kind === 'sqlite') mkdirSync(dirname(place.file), { recursive: true })
  const { dialect, connections } = openDialect(place, options.hurried)
  const db: Db = new Kysely({ dialect })
  // A step may take longer than a request may: on PostgreSQL it goes over connections of its own.
  const patient: Db =
    kind === 'postgres' && options.hurried ? new Kysely(openDialect(place, false)) : db
  try {
    const migrated = await bringUp(patient, kind, newEpoch)
    if (patient !== db) await patient.destroy()
    const tend = () => keepPartitionsAhead(db)
    return { db, kind, migrated, tend, connections, close: () => db.destroy() }
  } catch (error) {
    await patient.destroy()
    if (patient !== db) await db.destroy()
    throw error
  }
}

async function bringUp(db: Db, kind: DatabaseKind, newEpoch: string): Promise<string[]> {
  await refuseUnfit(db)
  const migrated = await migrate(db, kind)
  await keepPartitionsAhead(db)
  await patiently(() => putSetting(db, 'epoch', newEpoch, { keep: true }))
  return migrated
}

/** What a target names. */
export function placeOf(target: string): Place {
  if (/^postgres(ql)?:/.test(target)) return { kind: 'postgres', url: target }
  if (target.startsWith('sqlite:')) return { kind: 'sqlite', file: target.slice('sqlite:'.length) }
  return { kind: 'sqlite', file: join(target, 'suara-warga.db') }
}
