// What a device says of itself, kept: its report, what it said of its series, its refusals, its log.
import type { Kysely } from 'kysely'
import type { DeviceReport, RefusalCount } from '../../core/device-report.ts'
import { LOG_LIMITS, type LogEntry } from '../../core/log.ts'
import { inTransaction, locked } from './dialect.ts'
import type { RefusalRow, SeriesRow, Tables } from './schema.ts'
import { leaveOthers, type SeriesName, seriesKey } from './series.ts'
import { overRows } from './statements.ts'

export async function keepReport(
  db: Kysely<Tables>,
  device: string,
  said: { report: DeviceReport; now: number; offsetMs: number },
): Promise<void> {
  const { now, offsetMs } = said
  const { refusals = [], log = [], ...report } = said.report
  const { series = '', lastSequence, unsent, quarantined } = report
  const name = { device, series }
  const waiting = Math.min(unsent + quarantined, Number.MAX_SAFE_INTEGER)
  await inTransaction(db, async (trx) => {
    if (lastSequence > 0) {
      await leaveOthers(trx, name, { given: now, at: now })
      await keepSaid(trx, name, { said: lastSequence, waiting, said_at: now })
    }
    await keepRefusals(trx, name, refusals)
    await keepLog(trx, device, log)
    await trx
      .updateTable('devices')
      .set({
        report: JSON.stringify(report),
        reported_at: now,
        offset_ms: offsetMs,
        seen_at: now,
      })
      .where('id', '=', device)
      .execute()
  })
}

/** Keeps how often people would not be interviewed. The counts are of the whole series: they are never added up. */
export async function keepRefusals(
  trx: Kysely<Tables>,
  name: SeriesName,
  refusals: readonly RefusalCount[],
): Promise<void> {
  const rows = new Map<string, RefusalRow>()
  for (const { assignment, reason, count } of refusals) {
    const key = `${seriesKey(name)}/${assignment ?? ''}/${reason}`
    if (count <= (rows.get(key)?.count ?? 0)) continue
    rows.set(key, { key, ...name, assignment: assignment ?? '', reason, count })
  }
  // In the order of their keys: two transactions would otherwise wait for each other.
  await upsertRefusals(
    trx,
    [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  )
}

/** Adds what is new to a device's log, and lets go of what is too old. */
export async function keepLog(
  trx: Kysely<Tables>,
  device: string,
  log: readonly LogEntry[],
): Promise<void> {
  if (log.length === 0) return
  const row = await locked(
    trx.selectFrom('devices').select('log').where('id', '=', device),
  ).executeTakeFirst()
  if (!row) return
  const kept = mergedLog(readLog(row.log), log)
  await trx
    .updateTable('devices')
    .set({ log: JSON.stringify(kept) })
    .where('id', '=', device)
    .execute()
}

/** The log of a device, the first entry first; empty where there is no such device. */
export async function logOf(db: Kysely<Tables>, device: string): Promise<LogEntry[]> {
  const row = await db
    .selectFrom('devices')
    .select('log')
    .where('id', '=', device)
    .executeTakeFirst()
  return row ? readLog(row.log) : []
}

/** What came before stays before: the order of a clock that was set back would not be the order of things. */
function mergedLog(before: readonly LogEntry[], fresh: readonly LogEntry[]): LogEntry[] {
  const entries = new Map<string, LogEntry>()
  for (const entry of [...before, ...fresh]) {
    const key = `${entry.at} ${entry.code}`
    if (!entries.has(key)) entries.set(key, entry)
  }
  return [...entries.values()].slice(-LOG_LIMITS.kept)
}

function readLog(text: string): LogEntry[] {
  // Written by `keepLog` only.
  return JSON.parse(text) as LogEntry[]
}

/** A number that was once given was given, whatever is said later. */
async function keepSaid(
  trx: Kysely<Tables>,
  name: SeriesName,
  words: Pick<SeriesRow, 'said' | 'waiting' | 'said_at'>,
): Promise<void> {
  await trx
    .insertInto('series')
    .values({ key: seriesKey(name), ...name, received: 0, highest: 0, ...words })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((e) => {
        const more = e('excluded.said', '>', e.ref('series.said'))
        const other = e('excluded.waiting', '<>', e.ref('series.waiting'))
        return {
          said: e.case().when(more).then(e.ref('excluded.said')).else(e.ref('series.said')).end(),
          waiting: e.ref('excluded.waiting'),
          said_at: e
            .case()
            .when(e.or([more, other]))
            .then(e.ref('excluded.said_at'))
            .else(e.ref('series.said_at'))
            .end(),
        }
      }),
    )
    .execute()
}

const ANY_REFUSAL: RefusalRow = {
  key: '',
  device: '',
  series: '',
  assignment: '',
  reason: 'other',
  count: 0,
}

const upsertRefusals = overRows<RefusalRow, never>(
  // The object has these keys and no other.
  Object.keys(ANY_REFUSAL) as (keyof RefusalRow)[],
  (db, count) =>
    db
      .insertInto('refusals')
      .values(Array<RefusalRow>(count).fill(ANY_REFUSAL))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((e) => ({
          count: e
            .case()
            .when(e('excluded.count', '>', e.ref('refusals.count')))
            .then(e.ref('excluded.count'))
            .else(e.ref('refusals.count'))
            .end(),
        })),
      )
      .$castTo<never>(),
)
