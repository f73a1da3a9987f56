// Devices, their tokens and the codes that pair them. Tokens and codes are known by their hash only.
import type { Kysely } from 'kysely'
import type { DeviceInfo } from '../../core/wire.ts'
import { inTransaction } from './dialect.ts'
import type { DeviceRow, Flag, Tables } from './schema.ts'

/** A code pairs within this time, once. */
export const CODE_LIFE_MS = 15 * 60_000
/** Contact is noted at most this often: it must not cost a write per request. */
export const CONTACT_EVERY_MS = 60 * 60_000

export interface KnownDevice extends DeviceInfo {
  revoked: boolean
  seenAt: number | null
  simulated: Flag
}

export async function createDevice(
  db: Kysely<Tables>,
  device: DeviceInfo,
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
      name: '',
      place: '',
      report: null,
      reported_at: null,
      offset_ms: null,
      token_hash: options.tokenHash ?? null,
      created_at: options.now,
      seen_at: null,
      revoked_at: null,
      simulated: options.simulated ? 1 : 0,
    })
    .execute()
}

export async function createPairingCode(
  db: Kysely<Tables>,
  code: { hash: string; device: string; now: number },
): Promise<void> {
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
 * Takes a code: the device it stands for gets the new token, and any older token of it ends.
 * @returns `null` for a code that was never given, is used or too old
 */
export async function pairDevice(
  db: Kysely<Tables>,
  pairing: { codeHash: string; tokenHash: string; now: number },
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
    const row = await trx
      .updateTable('devices')
      .set({ token_hash: pairing.tokenHash, seen_at: pairing.now })
      .where('id', '=', taken.device)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { device } = knownDevice(row)
    return device
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
  if (!row) return null
  const { device, ...rest } = knownDevice(row)
  return { ...device, ...rest }
}

/** The device with this id, also a revoked one; `null` where there is none. */
export async function deviceNamed(db: Kysely<Tables>, id: string): Promise<KnownDevice | null> {
  const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const { device, ...rest } = knownDevice(row)
  return { ...device, ...rest }
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

/** Devices in contact since then, in these units; `null` = in all. */
export async function activeDevices(
  db: Kysely<Tables>,
  since: number,
  units: readonly string[] | null,
): Promise<number> {
  if (units?.length === 0) return 0
  let devices = db.selectFrom('devices').where('seen_at', '>=', since)
  if (units) devices = devices.where('unit', 'in', [...units])
  const row = await devices.select((e) => e.fn.countAll().as('count')).executeTakeFirstOrThrow()
  return Number(row.count)
}

function knownDevice(row: DeviceRow) {
  const { id, kind, unit, service } = row
  return {
    device: { id, kind, unit, service },
    revoked: row.revoked_at !== null,
    seenAt: row.seen_at,
    simulated: row.simulated,
  }
}

export async function knownIds(db: Kysely<Tables>): Promise<Set<string>> {
  const rows = await db.selectFrom('devices').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}
