// Step 0002: units as a tree, instruments, periods, accounts with a second factor, devices that report, the audit trail.
import { type Kysely, sql } from 'kysely'
import { type DatabaseKind, forbidChanges, TEXT_KEY } from '../dialect.ts'
import { add } from './add.ts'

export async function peopleAndDevices(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await changeSetup(db, kind)
  await changePeople(db)
  await changeDevices(db, kind)
  await add(db, 'submissions', 'extra', 'text')
  await createAudit(db, kind)
}

async function changeSetup(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await add(db, 'units', 'parent', 'text')
  await add(db, 'units', 'kind', 'text', 'unit')
  await add(db, 'units', 'archived_at', 'bigint')
  await add(db, 'services', 'users', 'text', '{}')
  await add(db, 'services', 'free_by_law', 'text')
  await add(db, 'services', 'archived_at', 'bigint')
  await db.schema
    .createTable('instruments')
    .addColumn('name', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('periods')
    .addColumn('id', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('from_day', TEXT_KEY[kind], (c) => c.notNull())
    .addColumn('to_day', TEXT_KEY[kind], (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('reason', 'text')
    .execute()
}

async function changePeople(db: Kysely<unknown>): Promise<void> {
  await add(db, 'people', 'name', 'text', '')
  await add(db, 'people', 'disabled_at', 'bigint')
  await add(db, 'people', 'signed_in_at', 'bigint')
  await add(db, 'people', 'must_change', 'integer', 0)
  await add(db, 'people', 'totp_secret', 'text')
  await add(db, 'people', 'totp_confirmed_at', 'bigint')
  await add(db, 'people', 'totp_step', 'bigint')
  await add(db, 'people', 'recovery', 'text', '[]')
  await add(db, 'sessions', 'address', 'text', '')
}

async function changeDevices(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await add(db, 'devices', 'services', 'text')
  await add(db, 'devices', 'name', 'text', '')
  await add(db, 'devices', 'place', 'text', '')
  await add(db, 'devices', 'report', 'text')
  await add(db, 'devices', 'reported_at', 'bigint')
  await add(db, 'devices', 'offset_ms', 'bigint')
  await db.schema
    .createTable('former_tokens')
    .addColumn('hash', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('device_series')
    .addColumn('device', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('received', 'bigint', (c) => c.notNull())
    .addColumn('highest', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into device_series (device, received, highest)
    select device, count(distinct sequence), max(sequence) from submissions group by device`.execute(
    db,
  )
}

async function createAudit(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute()
  // What one person did, and where from: read at each sign-in.
  await db.schema.createIndex('audit_who').on('audit').columns(['who', 'action', 'at']).execute()
  await forbidChanges(db, kind, 'audit')
  await db.schema
    .createTable('limits')
    .addColumn('key', TEXT_KEY[kind], (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('resets_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('limits_resets_at').on('limits').column('resets_at').execute()
}
