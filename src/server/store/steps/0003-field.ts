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
  await numberCopies(db)
  // Few answers have one: the progress of an assignment reads those alone, and of them nothing but the index.
  await sql`create index submissions_by_assignment
    on submissions (assignment, sex, age, received_at)
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

/** A copy that was kept as a conflict has a number too: it has come. */
async function numberCopies(db: Kysely<unknown>): Promise<void> {
  await add(db, 'conflicts', 'series', 'text', '')
  await add(db, 'conflicts', 'sequence', 'bigint', 0)
  const { rows } = await sql<{ key: string; content: string }>`select key, content
    from conflicts`.execute(db)
  for (const { key, content } of rows) {
    // The canonical text of a submission.
    const { sequence } = JSON.parse(content) as { sequence: number }
    await sql`update conflicts set sequence = ${sequence} where key = ${key}`.execute(db)
  }
  await db.schema.createIndex('conflicts_by_device').on('conflicts').column('device').execute()
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
    select device || '/', device, '', count(distinct sequence), max(sequence), 0, 0
    from (select device, sequence from submissions
      union all select device, sequence from conflicts) numbers
    group by device`.execute(db)
  await keepSaid(db)
  await db.schema.dropTable('device_series').execute()
}

/** A device that is lost will not say again which numbers it gave. */
async function keepSaid(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; report: string; reported_at: number }>`
    select id, report, reported_at from devices where report is not null`.execute(db)
  for (const { id, report, reported_at: at } of rows) {
    // As it was checked when it came.
    const { lastSequence, unsent, quarantined } = JSON.parse(report) as Record<string, number>
    if (!lastSequence) continue
    const waiting = (unsent ?? 0) + (quarantined ?? 0)
    await sql`insert into series (key, device, series, received, highest, said, waiting, said_at)
      values (${`${id}/`}, ${id}, '', 0, 0, ${lastSequence}, ${waiting}, ${at})
      on conflict (key) do update set said = excluded.said, waiting = excluded.waiting,
        said_at = excluded.said_at`.execute(db)
  }
}
