// Survey periods. Each change in a transaction of the caller's, one at a time.
import type { Kysely, Selectable } from 'kysely'
import { type Period, periodName } from '../../core/period.ts'
import type { Parsed, ProblemCode } from '../../core/problem.ts'
import { freeSlug } from '../../core/slug.ts'
import type { SurveyPeriod } from '../../core/wire.ts'
import type { PeriodChange, PeriodRecord, PeriodState } from '../../core/wire-admin.ts'
import { takeTurn } from './dialect.ts'
import type { Tables } from './schema.ts'

/** Every period, in order of time. */
export async function periodsOf(db: Kysely<Tables>): Promise<PeriodRecord[]> {
  const rows = await db.selectFrom('periods').selectAll().orderBy('from_day').execute()
  return rows.map(recordOf)
}

/** The same without what only an admin is told. */
export async function surveyPeriods(db: Kysely<Tables>): Promise<SurveyPeriod[]> {
  return (await periodsOf(db)).map(({ id, name, from, to, state }) => ({
    id,
    name,
    from,
    to,
    state,
  }))
}

/** The days of every closed period: answers of such a day are flagged. */
export async function closedDays(db: Kysely<Tables>): Promise<Period[]> {
  const rows = await db
    .selectFrom('periods')
    .select(['from_day', 'to_day'])
    .where('closed_at', 'is not', null)
    .execute()
  return rows.map(({ from_day: from, to_day: to }) => ({ from, to }))
}

/** @returns the new period's id, or `period.overlap` with the period that has some of its days */
export async function addPeriod(
  trx: Kysely<Tables>,
  change: PeriodChange,
): Promise<Parsed<string>> {
  const periods = await inTurn(trx)
  const problem = problemWith(change, periods)
  if (problem) return { ok: false, problems: [problem] }
  const id = freeSlug(periodName(change), new Set(periods.map((period) => period.id)), 'periode')
  const { from: from_day, to: to_day } = change
  const name = change.name.trim()
  await trx
    .insertInto('periods')
    .values({ id, name, from_day, to_day, closed_at: null, reason: null })
    .execute()
  return { ok: true, value: id }
}

/** A closed period keeps its days: `period.state`. */
export async function changePeriod(
  trx: Kysely<Tables>,
  id: string,
  change: PeriodChange,
): Promise<Parsed<string>> {
  const periods = await inTurn(trx)
  const period = periods.find((one) => one.id === id)
  if (!period) return wrong('period.unknown', 'period')
  const others = periods.filter((one) => one !== period)
  const problem = problemWith(change, others)
  if (problem) return { ok: false, problems: [problem] }
  const moved = change.from !== period.from || change.to !== period.to
  if (moved && period.state === 'closed') return wrong('period.state', 'period')
  await trx
    .updateTable('periods')
    .set({ name: change.name.trim(), from_day: change.from, to_day: change.to })
    .where('id', '=', id)
    .execute()
  return { ok: true, value: id }
}

/** Closes a period, or opens it again with a reason. @param now ms since epoch */
export async function setPeriodState(
  trx: Kysely<Tables>,
  id: string,
  { state, reason, now }: PeriodState & { now: number },
): Promise<Parsed<string>> {
  const period = (await inTurn(trx)).find((one) => one.id === id)
  if (!period) return wrong('period.unknown', 'period')
  if (period.state === state) return wrong('period.state', 'state')
  if (state === 'open' && !reason) return wrong('field.missing', 'reason')
  await trx
    .updateTable('periods')
    .set(state === 'closed' ? { closed_at: now } : { closed_at: null, reason: reason ?? null })
    .where('id', '=', id)
    .execute()
  return { ok: true, value: id }
}

/** Removes a period without an answer in it, and the numbers of users given for it; else `setup.used`. */
export async function removePeriod(trx: Kysely<Tables>, id: string): Promise<Parsed<string>> {
  const period = (await inTurn(trx)).find((one) => one.id === id)
  if (!period) return wrong('period.unknown', 'period')
  if (await hasAnswersWithin(trx, period)) return wrong('setup.used', 'period')
  for (const { key, users } of await trx
    .selectFrom('services')
    .select(['key', 'users'])
    .execute()) {
    // Written by `services.ts` and `setup.ts` only.
    const { [id]: gone, ...others } = JSON.parse(users) as Record<string, number>
    if (gone === undefined) continue
    await trx
      .updateTable('services')
      .set({ users: JSON.stringify(others) })
      .where('key', '=', key)
      .execute()
  }
  await trx.deleteFrom('periods').where('id', '=', id).execute()
  return { ok: true, value: id }
}

async function inTurn(trx: Kysely<Tables>): Promise<PeriodRecord[]> {
  await takeTurn(trx, 'setup')
  return periodsOf(trx)
}

async function hasAnswersWithin(trx: Kysely<Tables>, { from, to }: Period): Promise<boolean> {
  const row = await trx
    .selectFrom('tallies')
    .select('key')
    .where('grain', '=', 'd')
    .where('slice', '=', 'all')
    .where('period', '>=', from)
    .where('period', '<=', to)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function problemWith({ from, to }: PeriodChange, others: readonly PeriodRecord[]) {
  if (from > to) return { code: 'field.range', path: 'to', detail: `from ${from}` } as const
  const other = others.find((one) => one.from <= to && from <= one.to)
  return other ? ({ code: 'period.overlap', path: 'from', detail: other.name } as const) : null
}

function recordOf(row: Selectable<Tables['periods']>): PeriodRecord {
  const { id, name, from_day: from, to_day: to, closed_at: closedAt, reason } = row
  return { id, name, from, to, state: closedAt === null ? 'open' : 'closed', closedAt, reason }
}

function wrong(
  code: ProblemCode,
  path: string,
): { ok: false; problems: { code: ProblemCode; path: string }[] } {
  return { ok: false, problems: [{ code, path }] }
}
