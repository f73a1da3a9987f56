// Assignments: what enumerators are to do, and what has come of it. Changes in a transaction of the caller's.
import type { Kysely } from 'kysely'
import { ageBandOf, type Sex } from '../../core/respondent.ts'
import type { Quotas } from '../../core/wire.ts'
import type {
  AssignmentChange,
  AssignmentProgress,
  AssignmentRecord,
} from '../../core/wire-field.ts'
import type { AssignmentRow, Flag, Tables } from './schema.ts'
import { overKeys } from './statements.ts'

/** What is asked of one device, as far as it stands for itself. */
export type Assigned = Omit<AssignmentChange, 'device'> & { id: string; received: number }

/** Those about these units, `null` = about all, the first to end first; ended ones too. */
export async function assignmentRecords(
  db: Kysely<Tables>,
  units: readonly string[] | null,
): Promise<AssignmentRecord[]> {
  if (units?.length === 0) return []
  let query = db.selectFrom('assignments').selectAll().orderBy('to_day').orderBy('id')
  if (units) query = query.where('unit', 'in', [...units])
  const rows = await query.execute()
  const progressOf = await progressAmong(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...changeFromRow(row),
    id: row.id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    endedAt: row.ended_at,
    progress: progressOf(row.id),
  }))
}

/** What may change of it, as it is now, and whether it was ended; `null` where there is none. */
export async function assignmentNamed(
  db: Kysely<Tables>,
  id: string,
): Promise<{ change: AssignmentChange; endedAt: number | null } | null> {
  const row = await db.selectFrom('assignments').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { change: changeFromRow(row), endedAt: row.ended_at } : null
}

/** Those of a device that are not ended and last until this day or longer, the first to end first. */
export async function assignedTo(
  db: Kysely<Tables>,
  device: string,
  until: string,
): Promise<Assigned[]> {
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('device', '=', device)
    .where('ended_at', 'is', null)
    .where('to_day', '>=', until)
    .orderBy('to_day')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const received = new Map((await countsOf(db, ids)).map(({ id, n }) => [id, Number(n)]))
  return rows.map((row) => {
    const { device: _, ...change } = changeFromRow(row)
    return { ...change, id: row.id, received: received.get(row.id) ?? 0 }
  })
}

export async function addAssignment(
  trx: Kysely<Tables>,
  made: { id: string; change: AssignmentChange; now: number; by: string },
): Promise<void> {
  const { id, change, now, by } = made
  await trx
    .insertInto('assignments')
    .values({ id, ...rowFromChange(change), created_at: now, created_by: by, ended_at: null })
    .execute()
}

export async function changeAssignment(
  trx: Kysely<Tables>,
  id: string,
  change: AssignmentChange,
): Promise<void> {
  await trx.updateTable('assignments').set(rowFromChange(change)).where('id', '=', id).execute()
}

/** @param endedAt `null` = it goes on */
export async function endAssignment(
  trx: Kysely<Tables>,
  id: string,
  endedAt: number | null,
): Promise<void> {
  await trx.updateTable('assignments').set({ ended_at: endedAt }).where('id', '=', id).execute()
}

function changeFromRow(row: AssignmentRow): AssignmentChange {
  return {
    village: row.village,
    unit: row.unit,
    // Both are written by `rowFromChange` only.
    services: row.services === null ? null : (JSON.parse(row.services) as string[]),
    device: row.device,
    target: row.target,
    quotas: JSON.parse(row.quotas) as Quotas,
    from: row.from_day,
    to: row.to_day,
    place: row.place === 1,
  }
}

function rowFromChange(change: AssignmentChange) {
  const { village, unit, services, device, target, quotas, from, to, place } = change
  return {
    village: village.trim(),
    unit,
    services: services && JSON.stringify(services),
    device,
    target,
    quotas: JSON.stringify(quotas),
    from_day: from,
    to_day: to,
    place: (place ? 1 : 0) as Flag,
  }
}

/** Reads the rows of these assignments and no others: an index holds all that is asked of them. */
async function progressAmong(db: Kysely<Tables>, ids: readonly string[]) {
  const progress = new Map(ids.map((id) => [id, noProgress()]))
  for (const { id, sex, age, n, lastAt } of await groupsOf(db, ids)) {
    const of = progress.get(id)
    if (!of) continue
    of.n += Number(n)
    of.lastAt = Math.max(of.lastAt ?? 0, Number(lastAt))
    // Written from a parsed submission only.
    if (sex !== null) add(of.sex, sex as Sex, Number(n))
    if (age !== null) add(of.age, ageBandOf(age), Number(n))
  }
  for (const { assignment, reason, count } of await refusalsOf(db, ids)) {
    const of = progress.get(assignment)
    if (of) add(of.refusals, reason, Number(count))
  }
  return (id: string) => progress.get(id) ?? noProgress()
}

function noProgress(): AssignmentProgress {
  return { n: 0, sex: {}, age: {}, refusals: {}, lastAt: null }
}

function add<K extends string>(counts: Partial<Record<K, number>>, key: K, n: number): void {
  counts[key] = (counts[key] ?? 0) + n
}

interface Group {
  id: string
  sex: string | null
  age: number | null
  n: number
  lastAt: number
}

const groupsOf = overKeys<Group>((db, count) =>
  db
    .selectFrom('submissions')
    .select((e) => [
      'assignment as id',
      'sex',
      'age',
      e.fn.countAll<number>().as('n'),
      e.fn.max('received_at').as('lastAt'),
    ])
    .where('assignment', 'in', Array<string>(count).fill(''))
    .groupBy(['assignment', 'sex', 'age'])
    .$castTo<Group>(),
)

const countsOf = overKeys<Pick<Group, 'id' | 'n'>>((db, count) =>
  db
    .selectFrom('submissions')
    .select((e) => ['assignment as id', e.fn.countAll<number>().as('n')])
    .where('assignment', 'in', Array<string>(count).fill(''))
    .groupBy('assignment')
    .$castTo<Pick<Group, 'id' | 'n'>>(),
)

const refusalsOf = overKeys((db, count) =>
  db
    .selectFrom('refusals')
    .select((e) => ['assignment', 'reason', e.fn.sum<number>('count').as('count')])
    .where('assignment', 'in', Array<string>(count).fill(''))
    .groupBy(['assignment', 'reason']),
)
