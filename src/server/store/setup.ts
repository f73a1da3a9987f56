// The regency, its units, services and standards: as they are, and written whole from a file.
import type { Kysely, Selectable } from 'kysely'
import type { PrintedOrder } from '../../core/instrument.ts'
import { inTreeOrder } from '../../core/unit-tree.ts'
import type { Regency, RegencySetup, Service, ServiceStandard, Unit } from '../../core/wire.ts'
import { type NewEntry, note } from './audit.ts'
import { inTransaction } from './dialect.ts'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'

/** The regency, or `null` before a setup was imported. */
export async function regencyOf(db: Kysely<Tables>): Promise<Regency | null> {
  const text = await settingOf(db, 'regency')
  // Written by `putRegency` only.
  return text === null ? null : (JSON.parse(text) as Regency)
}

export async function putRegency(trx: Kysely<Tables>, regency: Regency): Promise<void> {
  await putSetting(trx, 'regency', JSON.stringify(regency))
}

/** Every unit with its services, archived ones too: each before those below it, siblings in the setup's order. */
export async function unitsOf(db: Kysely<Tables>): Promise<Unit[]> {
  const services = await db
    .selectFrom('services')
    .selectAll()
    .orderBy('place')
    .orderBy('id')
    .execute()
  const byUnit = Map.groupBy(services, (row) => row.unit)
  const units = await db.selectFrom('units').selectAll().orderBy('place').orderBy('id').execute()
  return inTreeOrder(
    units.map(
      ({ id, name, short, parent, kind, archived_at }): Unit => ({
        id,
        name,
        short,
        parent,
        kind,
        ...(archived_at === null ? {} : { archived: true }),
        services: (byUnit.get(id) ?? []).map(serviceFromRow),
      }),
    ),
  )
}

function serviceFromRow(row: Selectable<Tables['services']>): Service {
  // Both columns are written by `writeSetup` and `services.ts` only.
  const standard = JSON.parse(row.standard) as ServiceStandard
  const users = JSON.parse(row.users) as Record<string, number>
  return {
    id: row.id,
    name: row.name,
    standard,
    ...(Object.keys(users).length === 0 ? {} : { users }),
    ...(row.free_by_law === null ? {} : { freeByLaw: row.free_by_law }),
    ...(row.archived_at === null ? {} : { archived: true }),
  }
}

/** `putSetup` in a transaction of its own. */
export async function writeSetup(
  db: Kysely<Tables>,
  setup: RegencySetup,
  told?: NewEntry,
): Promise<void> {
  await inTransaction(db, (trx) => putSetup(trx, setup, told))
}

/**
 * Writes a parsed setup, in a transaction of the caller's: what is there by the same id is replaced, the rest stays, as does
 * what the setup leaves open.
 * @param told its line in the trail; what is archived was so at its time
 */
export async function putSetup(
  trx: Kysely<Tables>,
  setup: RegencySetup,
  told?: NewEntry,
): Promise<void> {
  await putRegency(trx, setup.regency)
  const written = await writeUnits(trx, setup.units, { now: told?.at ?? 0, keepPlaces: false })
  if (told) await note(trx, { ...told, detail: { ...told.detail, ...written } })
}

/**
 * The same for units alone, in a transaction of the caller's.
 * @param options.keepPlaces what is there stays where it is, and the rest comes after it
 * @returns for the trail: the units that were moved, if any, with the one that each stood below
 */
export async function writeUnits(
  trx: Kysely<Tables>,
  units: readonly Unit[],
  options: { now: number; keepPlaces: boolean },
): Promise<{ moved?: Record<string, string | null> }> {
  const { now, keepPlaces } = options
  const before = await trx.selectFrom('units').select(['id', 'parent']).execute()
  const from = keepPlaces ? BEHIND_ALL : 0
  for (const [at, unit] of units.entries()) {
    const { id, name, short, parent, kind, archived } = unit
    const place = from + at
    const archived_at = archived ? now : null
    await trx
      .insertInto('units')
      .values({ id, name, short, place, parent: parent ?? null, kind: kind ?? 'unit', archived_at })
      .onConflict((c) =>
        c.column('id').doUpdateSet({
          name,
          short,
          ...(keepPlaces ? {} : { place }),
          ...(parent === undefined ? {} : { parent }),
          ...(kind === undefined ? {} : { kind }),
          ...(archived === undefined ? {} : { archived_at }),
        }),
      )
      .execute()
    for (const [at, service] of unit.services.entries())
      await writeService(trx, id, service, { place: from + at, ...options })
  }
  const after = new Map(units.map(({ id, parent }) => [id, parent]))
  const moved = before.filter(({ id, parent }) => {
    const to = after.get(id)
    return to !== undefined && to !== parent
  })
  if (moved.length === 0) return {}
  return { moved: Object.fromEntries(moved.map(({ id, parent }) => [id, parent])) }
}

/** A place after all that were given; the next order that is made gives it a number of its own. */
const BEHIND_ALL = 1_000_000

async function writeService(
  trx: Kysely<Tables>,
  unit: string,
  service: Service,
  at: { place: number; now: number; keepPlaces: boolean },
): Promise<void> {
  const { id, name, users, freeByLaw, archived } = service
  const { place, keepPlaces } = at
  const standard = JSON.stringify(service.standard)
  const archived_at = archived ? at.now : null
  await trx
    .insertInto('services')
    .values({
      key: `${unit}/${id}`,
      unit,
      id,
      name,
      standard,
      place,
      users: JSON.stringify(users ?? {}),
      free_by_law: freeByLaw || null,
      archived_at,
    })
    .onConflict((c) =>
      c.column('key').doUpdateSet({
        name,
        standard,
        ...(keepPlaces ? {} : { place }),
        ...(users === undefined ? {} : { users: JSON.stringify(users) }),
        // An empty text takes the law away.
        ...(freeByLaw === undefined ? {} : { free_by_law: freeByLaw || null }),
        ...(archived === undefined ? {} : { archived_at }),
      }),
    )
    .execute()
}

/** The regency's printed order where a setup file names none. */
export const DEFAULT_PRINTED_ORDER: PrintedOrder = 'annex'
