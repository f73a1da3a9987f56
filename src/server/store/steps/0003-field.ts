// Step 0003: enumerators: series of numbers, assignments, refusals, and what an interview says besides its answers.
import { type Kysely, sql } from 'kysely'
import { type DatabaseKind, TEXT_KEY } from '../dialect.ts'
import { add } from './add.ts'

export async function field(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await add(db, 'submissions', 'series', 'text', '')
  await add(db, 'submissions', 'assignment', 'text')
  await add(db, 'submissions', 'unanswered', 'text')
  await add(db, 'submissions', 'corrections', 'text')
  await add(db, 'devices', 'log', 'text', '[]')
  // Few answers have one: the progress of an assignment reads those alone.
  await sql`create index submissions_by_assignment on submissions (assignment)
    where assignment is not null`.execute(db)
  await createSeries(db, kind)
  await db.schema
    .createTable('assignments')
    .addColumn('id', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('village', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull().references('units.id'))
    .addColumn('services', 'text')
    .addColumn('device', 'text', (c) => c.notNull().references('devices.id'))
    .addColumn('target', 'integer', (c) => c.notNull())
    .addColumn('quotas', 'text', (c) => c.notNull())
    .addColumn('from_day', TEXT_KEY[kind], (c) => c.notNull())
    .addColumn('to_day', TEXT_KEY[kind], (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema.createIndex('assignments_by_device').on('assignments').column('device').execute()
  await db.schema
    .createTable('refusals')
    .addColumn('key', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('assignment', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('refusals_by_assignment')
    .on('refusals')
    .column('assignment')
    .execute()
}

/** In place of `device_series`: a device that was wiped begins to number again. */
async function createSeries(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('series')
    .addColumn('key', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('received', 'bigint', (c) => c.notNull())
    .addColumn('highest', 'bigint', (c) => c.notNull())
    .addColumn('said', 'bigint', (c) => c.notNull())
    .addColumn('waiting', 'bigint', (c) => c.notNull())
    .addColumn('said_at', 'bigint')
    .execute()
  await db.schema.createIndex('series_by_device').on('series').column('device').execute()
  await sql`insert into series (key, device, series, received, highest, said, waiting)
    select device || '/', device, '', received, highest, 0, 0 from device_series`.execute(db)
  await db.schema.dropTable('device_series').execute()
}
