// The list of devices as an admin sees it, and what changes in it.
import type { Kysely } from 'kysely'
import type { DeviceReport } from '../../core/device-report.ts'
import type { DeviceChange, DeviceRecord } from '../../core/wire-admin.ts'
import { deviceInfo } from './devices.ts'
import type { DeviceRow, Tables } from './schema.ts'
import { numbersOfCopies } from './submissions.ts'

/** Devices of these units, `null` = of all, in order of name; revoked ones too. */
export async function devicesIn(
  db: Kysely<Tables>,
  units: readonly string[] | null,
): Promise<DeviceRecord[]> {
  if (units?.length === 0) return []
  let query = withSeries(db)
  if (units) query = query.where('unit', 'in', [...units])
  const copies = await numbersOfCopies(db)
  const rows = await query.orderBy('name').orderBy('id').execute()
  return rows.map((row) => recordOf(row, copies.get(row.id) ?? []))
}

/** `null` where there is no such device. */
export async function deviceRecord(db: Kysely<Tables>, id: string): Promise<DeviceRecord | null> {
  const row = await withSeries(db).where('id', '=', id).executeTakeFirst()
  return row ? recordOf(row, (await numbersOfCopies(db, id)).get(id) ?? []) : null
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

function withSeries(db: Kysely<Tables>) {
  return db
    .selectFrom('devices')
    .leftJoin('series', (join) =>
      join.onRef('series.device', '=', 'devices.id').on('series.series', '=', ''),
    )
    .selectAll('devices')
    .select(['received', 'highest'])
}

/** @param copies numbers that came only as copies kept as conflicts */
function recordOf(
  row: DeviceRow & { received: number | null; highest: number | null },
  copies: readonly number[],
): DeviceRecord {
  // Written by `keepReport` only.
  const report = row.report === null ? null : (JSON.parse(row.report) as DeviceReport)
  const received = (row.received ?? 0) + copies.length
  const known = Math.max(row.highest ?? 0, ...copies, report?.lastSequence ?? 0)
  const waiting = (report?.unsent ?? 0) + (report?.quarantined ?? 0)
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
    received,
    missing: Math.max(0, known - received - waiting),
  }
}
