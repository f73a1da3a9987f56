// Devices, their tokens and the codes that pair them. Tokens and codes are known by their hash only.
import type { Kysely } from 'kysely'
import type { DeviceInfo } from '../../core/wire.ts'
import { note } from './audit.ts'
import { inTransaction, locked } from './dialect.ts'
import type { DeviceRow, Flag, Tables } from './schema.ts'

/** A code pairs within this time, once. */
export const CODE_LIFE_MS = 15 * 60_000
/** Contact is noted at most this often: it must not cost a write per request. */
export const CONTACT_EVERY_MS = 60 * 60_000

export interface KnownDevice extends DeviceInfo {
  revoked: boolean
  seenAt: number | null
  /** When its last report came, ms since epoch. */
  reportedAt: number | null
  /** Server clock less device clock at that report, ms. */
  offsetMs: number | null
  simulated: Flag
}

export async function createDevice(
  db: Kysely<Tables>,
  device: DeviceInfo & { name?: string; place?: string },
  options: { now: number; simulated?: boolean; tokenHash?: string },
): Promise<void> {
  await db
    .insertInto('devices')
    .values({
      id: device.id,
      kind: device.kind,
      unit: device.unit,
      service: device.service,
      services: device.services ? JSON.stringify(device.services) : null,
      name: device.name ?? '',
      place: device.place ?? '',
      report: null,
      reported_at: null,
      offset_ms: null,
      log: '[]',
      token_hash: options.tokenHash ?? null,
      created_at: options.now,
      seen_at: null,
      revoked_at: null,
      simulated: options.simulated ? 1 : 0,
    })
    .execute()
}

/** Gives a device a code; codes that it was given before end. */
export async function createPairingCode(
  db: Kysely<Tables>,
  code: { hash: string; device: string; now: number },
): Promise<void> {
  await db
    .updateTable('pairing_codes')
    .set({ used_at: code.now })
    .where('device', '=', code.device)
    .where('used_at', 'is', null)
    .execute()
  await db
    .insertInto('pairing_codes')
    .values({
      hash: code.hash,
      device: code.device,
      expires_at: code.now + CODE_LIFE_MS,
      used_at: null,
    })
    .execute()
}

/**
 * Takes a code: the device it stands for gets the new token, and any older token of it ends, but proves for ever what was
 * collected under it.
 * @returns `null` for a code that was never given, is used or too old, or whose device was revoked since
 */
export async function pairDevice(
  db: Kysely<Tables>,
  pairing: { codeHash: string; tokenHash: string; now: number; address: string },
): Promise<DeviceInfo | null> {
  return inTransaction(db, async (trx) => {
    const taken = await trx
      .updateTable('pairing_codes')
      .set({ used_at: pairing.now })
      .where('hash', '=', pairing.codeHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', pairing.now)
      .returning('device')
      .executeTakeFirst()
    if (!taken) return null
    const before = await locked(
      trx.selectFrom('devices').select(['token_hash', 'revoked_at']).where('id', '=', taken.device),
    ).executeTakeFirstOrThrow()
    if (before.revoked_at !== null) return null
    if (before.token_hash !== null)
      await trx
        .insertInto('former_tokens')
        .values({ hash: before.token_hash, device: taken.device, ended_at: pairing.now })
        .execute()
    const row = await trx
      .updateTable('devices')
      .set({ token_hash: pairing.tokenHash, seen_at: pairing.now })
      .where('id', '=', taken.device)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { now: at, address } = pairing
    await note(trx, {
      at,
      address,
      who: row.id,
      action: 'device.paired',
      subject: `device/${row.id}`,
    })
    return deviceInfo(row)
  })
}

/** The device with this token, also a revoked one; `null` for a token that nobody has. */
export async function deviceByToken(
  db: Kysely<Tables>,
  tokenHash: string,
): Promise<KnownDevice | null> {
  const row = await db
    .selectFrom('devices')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row ? knownDevice(row) : null
}

/** The device with this id, also a revoked one; `null` where there is none. */
export async function deviceNamed(db: Kysely<Tables>, id: string): Promise<KnownDevice | null> {
  const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? knownDevice(row) : null
}

/** Those of these ids that there are, also revoked ones. */
export async function devicesNamed(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<KnownDevice[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return rows.map(knownDevice)
}

/**
 * The device that this token proves to be, also where the token was replaced or the device revoked: what it collected
 * is still its own. `null` where it proves nothing.
 */
export async function collectorOf(
  db: Kysely<Tables>,
  proof: { device: string; tokenHash: string },
): Promise<KnownDevice | null> {
  const device = await deviceByToken(db, proof.tokenHash)
  if (device) return device.id === proof.device ? device : null
  const former = await db
    .selectFrom('former_tokens')
    .select('device')
    .where('hash', '=', proof.tokenHash)
    .where('device', '=', proof.device)
    .executeTakeFirst()
  return former ? deviceNamed(db, former.device) : null
}

/** Notes that devices were in contact. */
export async function noteContact(
  db: Kysely<Tables>,
  devices: readonly string[],
  now: number,
): Promise<void> {
  if (devices.length === 0) return
  await db
    .updateTable('devices')
    .set({ seen_at: now })
    .where('id', 'in', [...devices])
    .execute()
}

/** Paired devices that were in contact since then and not revoked, in these units; `null` = in all. */
export async function activeDevices(
  db: Kysely<Tables>,
  since: number,
  units: readonly string[] | null,
): Promise<number> {
  if (units?.length === 0) return 0
  let devices = db
    .selectFrom('devices')
    .where('seen_at', '>=', since)
    .where('revoked_at', 'is', null)
    // Those of the example have no token, and were in contact as if they had.
    .where((e) => e.or([e('token_hash', 'is not', null), e('simulated', '=', 1)]))
  if (units) devices = devices.where('unit', 'in', [...units])
  const row = await devices.select((e) => e.fn.countAll().as('count')).executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function knownIds(db: Kysely<Tables>): Promise<Set<string>> {
  const rows = await db.selectFrom('devices').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

/** What every call names of a device. */
export function deviceInfo(row: DeviceRow): DeviceInfo {
  const { id, kind, unit, service, name } = row
  return {
    id,
    kind,
    unit,
    service,
    // Written by `createDevice` and `changeDevice` only.
    ...(row.services === null ? {} : { services: JSON.parse(row.services) as string[] }),
    ...(name === '' ? {} : { name }),
  }
}

function knownDevice(row: DeviceRow): KnownDevice {
  return {
    ...deviceInfo(row),
    revoked: row.revoked_at !== null,
    seenAt: row.seen_at,
    reportedAt: row.reported_at,
    offsetMs: row.offset_ms,
    simulated: row.simulated,
  }
}
