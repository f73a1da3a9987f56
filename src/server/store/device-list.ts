// The list of devices as an admin sees it, and what changes in it.
import type { Kysely } from 'kysely'
import type { KeptReport } from '../../core/device-report.ts'
import type { DeviceChange, DeviceRecord } from '../../core/wire-admin.ts'
import { deviceInfo } from './devices.ts'
import { missingOf } from './gaps.ts'
import type { DeviceRow, SeriesRow, Tables } from './schema.ts'

/** Devices of these units, `null` = of all, in order of name; revoked ones too. */
export async function devicesIn(
  db: Kysely<Tables>,
  units: readonly string[] | null,
): Promise<DeviceRecord[]> {
  if (units?.length === 0) return []
  const where = units && [...units]
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .$if(where !== null, (query) => query.where('unit', 'in', where))
    .orderBy('name')
    .orderBy('id')
    .execute()
  const series = await db
    .selectFrom('series')
    .innerJoin('devices', 'devices.id', 'series.device')
    .selectAll('series')
    .$if(where !== null, (query) => query.where('devices.unit', 'in', where))
    .execute()
  const seriesOf = Map.groupBy(series, ({ device }) => device)
  return rows.map((row) => recordOf(row, seriesOf.get(row.id) ?? []))
}

/** `null` where there is no such device. */
export async function deviceRecord(db: Kysely<Tables>, id: string): Promise<DeviceRecord | null> {
  const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const series = await db.selectFrom('series').selectAll().where('device', '=', id).execute()
  return recordOf(row, series)
}

/** Gives a device another name, place, unit or services. It hears of it with its next setup. */
export async function changeDevice(
  trx: Kysely<Tables>,
  id: string,
  change: Omit<DeviceChange, 'kind'>,
): Promise<void> {
  const { name, place, unit, services } = change
  const { service, services: several } = servedBy(services)
  await trx
    .updateTable('devices')
    .set({ name, place, unit, service, services: several ? JSON.stringify(several) : null })
    .where('id', '=', id)
    .execute()
}

/** Services as a device names them: all, one, or several. */
export function servedBy(services: readonly string[] | null): {
  service: string | null
  services?: string[]
} {
  if (services === null) return { service: null }
  if (services.length === 1) return { service: services[0] ?? null }
  return { service: null, services: [...services] }
}

/** Ends a device's right to send, and the codes that would pair it. It stays in the list, and its answers count. */
export async function revokeDevice(trx: Kysely<Tables>, id: string, now: number): Promise<void> {
  await trx
    .updateTable('devices')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  await trx
    .updateTable('pairing_codes')
    .set({ used_at: now })
    .where('device', '=', id)
    .where('used_at', 'is', null)
    .execute()
}

function recordOf(row: DeviceRow, series: readonly SeriesRow[]): DeviceRecord {
  // Written by `keepReport` only.
  const report = row.report === null ? null : (JSON.parse(row.report) as KeptReport)
  const sumOf = (count: (one: SeriesRow) => number) =>
    Math.min(
      series.reduce((sum, one) => sum + count(one), 0),
      Number.MAX_SAFE_INTEGER,
    )
  return {
    ...deviceInfo(row),
    name: row.name,
    place: row.place,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    revokedAt: row.revoked_at,
    simulated: row.simulated === 1,
    report,
    reportedAt: row.reported_at,
    offsetMs: row.offset_ms,
    received: sumOf(({ received }) => received),
    missing: sumOf(missingOf),
  }
}
