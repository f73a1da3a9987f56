// The schema's steps. A released step never changes; a later one is added below it.
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { BYTES, type DatabaseKind, patiently, TABLE_END } from './dialect.ts'
import { createRestPartition } from './partitions.ts'
import type { Tables } from './schema.ts'
import { peopleAndDevices } from './steps/0002-people-and-devices.ts'
import { field } from './steps/0003-field.ts'

/** The database was written by a newer program: this one would not understand it. */
export class DatabaseIsNewer extends Error {
  override name = 'DatabaseIsNewer'
}

/**
 * Brings the schema up to date, all steps in one transaction; does nothing where it is.
 * @param last the step to end with; the newest when left out
 * @returns names of the steps done
 * @throws DatabaseIsNewer when the database holds a step that is not listed here
 */
export async function migrate(
  db: Kysely<Tables>,
  kind: DatabaseKind,
  last?: string,
): Promise<string[]> {
  const steps = stepsFor(kind)
  await refuseNewer(db, steps)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } })
  const results = await patiently(async () => {
    const { error, results } = await (last === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(last))
    if (error) throw error
    return results ?? []
  })
  return results.filter((step) => step.status === 'Success').map((step) => step.migrationName)
}

async function refuseNewer(db: Kysely<Tables>, steps: Record<string, Migration>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  const unknown = done.find(({ name }) => !Object.hasOwn(steps, name))
  if (unknown) throw new DatabaseIsNewer(unknown.name)
}

function stepsFor(kind: DatabaseKind): Record<string, Migration> {
  return {
    '0001-start': {
      async up(db: Kysely<unknown>) {
        await createSetup(db)
        await createPeople(db)
        await createDevices(db)
        await createSubmissions(db, kind)
        await createTallies(db, kind)
      },
    },
    '0002-people-and-devices': {
      up: (db: Kysely<unknown>) => peopleAndDevices(db, kind),
    },
    '0003-field': {
      up: (db: Kysely<unknown>) => field(db, kind),
    },
  }
}

async function createSetup(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('units')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('short', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('services')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('unit', 'text', (c) => c.notNull().references('units.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('standard', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .execute()
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people')
    .addColumn('username', 'text', (c) => c.primaryKey())
    .addColumn('password', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.references('units.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('person', 'text', (c) => c.notNull().references('people.username'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createDevices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('devices')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull().references('units.id'))
    .addColumn('service', 'text')
    .addColumn('token_hash', 'text', (c) => c.unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('simulated', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('pairing_codes')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('device', 'text', (c) => c.notNull().references('devices.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
}

async function createSubmissions(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('submissions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('instrument', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('sex', 'text')
    .addColumn('age', 'integer')
    .addColumn('education', 'text')
    .addColumn('job', 'text')
    .addColumn('disability', 'integer')
    .addColumn('steered', 'integer')
    .addColumn('comment', 'text')
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint', (c) => c.notNull())
    .addColumn('duration_ms', 'double precision', (c) => c.notNull())
    .addColumn('location', 'text')
    .addColumn('app', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('half_day', 'text', (c) => c.notNull())
    .addColumn('offset_ms', 'bigint', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('flags', 'text', (c) => c.notNull())
    .addColumn('simulated', 'integer', (c) => c.notNull())
    .modifyEnd(TABLE_END[kind].submissions)
    .execute()
  await createRestPartition(db)
  await index(db, 'submissions', ['device', 'sequence'])
  await index(db, 'submissions', ['day', 'id'])
  await db.schema
    .createTable('conflicts')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .execute()
}

async function createTallies(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('tallies')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('grain', 'text', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('instrument', 'text', (c) => c.notNull())
    .addColumn('slice', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('cells', BYTES[kind], (c) => c.notNull())
    .addColumn('simulated', 'bigint', (c) => c.notNull())
    .modifyEnd(TABLE_END[kind].tallies)
    .execute()
  // By time over all units, and by one unit (or the whole regency) over time.
  await index(db, 'tallies', ['grain', 'slice', 'period', 'unit'])
  await index(db, 'tallies', ['grain', 'slice', 'unit', 'period'])
}

async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = `${table}_by_${columns.join('_')}`
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
