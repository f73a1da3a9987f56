// The audit trail: who did what, when and from where. Lines are only ever added; the database itself refuses more.
import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { AuditAction, AuditEntry } from '../../core/wire-admin.ts'
import { patiently } from './dialect.ts'
import type { Tables } from './schema.ts'

export interface NewEntry {
  /** Server clock, ms since epoch. */
  at: number
  /** A username, a device's id, or `cli`. */
  who: string
  /** Where from; empty for a command. */
  address: string
  action: AuditAction
  /** What it was done to, as in `unit/disdukcapil`; nothing where it is the account or the whole. */
  subject?: string
  /** What changed, without secrets or answers. */
  detail?: Record<string, unknown>
}

/** Who does what a command does. */
export const BY_COMMAND = { who: 'cli', address: '' } as const

/** Writes a line, in the transaction of the change that it tells of: neither is there without the other. */
export async function note(trx: Kysely<Tables>, entry: NewEntry): Promise<void> {
  const { at, who, address, action, subject = '', detail = {} } = entry
  await trx
    .insertInto('audit')
    .values({ id: entryId(at), at, who, address, action, subject, detail: JSON.stringify(detail) })
    .execute()
}

/** The same by itself: for what leaves no other trace in the database. */
export function noteAlone(db: Kysely<Tables>, entry: NewEntry): Promise<void> {
  return patiently(() => note(db, entry))
}

let given = 0

/** A UUIDv7; of one process's lines at the same moment, the later one has the greater id. */
function entryId(at: number): string {
  given = (given + 1) % 4096
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
  const time = hex(at, 12)
  const chance = randomBytes(8)
  chance.writeUInt8((chance.readUInt8() & 0x3f) | 0x80)
  const tail = chance.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(given, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** Who changed a thing last, or all of the setup by a file; `null` = nobody whom the trail names. */
export async function lastChangerOf(db: Kysely<Tables>, subject: string): Promise<string | null> {
  const row = await db
    .selectFrom('audit')
    .select('who')
    .where((e) => {
      const itself = e('subject', '=', subject)
      return IN_FILES.test(subject) ? e.or([itself, e('action', '=', 'setup.imported')]) : itself
    })
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.who ?? null
}

/** What a file may change. */
const IN_FILES = /^(regency|unit|service)\//

/** Addresses from which somebody did one of these since then, each once. */
export async function addressesOf(
  db: Kysely<Tables>,
  { who, actions, since }: { who: string; actions: readonly AuditAction[]; since: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('audit')
    .select('address')
    .distinct()
    .where('who', '=', who)
    .where('action', 'in', [...actions])
    .where('at', '>', since)
    .execute()
  return rows.map(({ address }) => address)
}

export interface AuditFilter {
  /** Stands anywhere in a line, in capitals or small letters. */
  text: string | null
  action: AuditAction | null
  who: string | null
  /** First and last moment, ms since epoch; `null` = no limit. */
  from: number | null
  to: number | null
}

/**
 * Lines of the trail, latest first.
 * @param page.before id of a line: only those before it
 */
export async function auditEntries(
  db: Kysely<Tables>,
  filter: AuditFilter,
  page: { before: string | null; most: number },
): Promise<AuditEntry[]> {
  const { text, action, who, from, to } = filter
  let query = db.selectFrom('audit').selectAll()
  if (page.before !== null) query = query.where('id', '<', page.before)
  if (action !== null) query = query.where('action', '=', action)
  if (who !== null) query = query.where('who', '=', who)
  if (from !== null) query = query.where('at', '>=', from)
  if (to !== null) query = query.where('at', '<=', to)
  if (text !== null)
    query = query.where((e) =>
      e.or(
        SEARCHED.map(
          (column) => sql<boolean>`lower(${e.ref(column)}) like ${within(text)} escape '!'`,
        ),
      ),
    )
  const rows = await query.orderBy('id', 'desc').limit(page.most).execute()
  return rows.map((row) => ({
    ...row,
    // Both are written by `note` only.
    action: row.action as AuditAction,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }))
}

const SEARCHED = ['who', 'action', 'subject', 'detail', 'address'] as const

/** The pattern of a text that stands anywhere: what stands for others in a pattern stands for itself. */
function within(text: string): string {
  return `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`
}
