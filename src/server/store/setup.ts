// The regency, its units, services and standards.
import type { Kysely } from 'kysely'
import type { PrintedOrder } from '../../core/instrument.ts'
import type { Regency, RegencySetup, Service, ServiceStandard, Unit } from '../../core/wire.ts'
import { inTransaction } from './dialect.ts'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'

/** The regency, or `null` before a setup was imported. */
export async function regencyOf(db: Kysely<Tables>): Promise<Regency | null> {
  const text = await settingOf(db, 'regency')
  // Written by `writeSetup` only.
  return text === null ? null : (JSON.parse(text) as Regency)
}

/** Every unit with its services, in the setup's order; only one unit when it is named. */
export async function unitsOf(db: Kysely<Tables>, unit?: string): Promise<Unit[]> {
  let units = db.selectFrom('units').selectAll().orderBy('place').orderBy('id')
  let services = db.selectFrom('services').selectAll().orderBy('place').orderBy('id')
  if (unit !== undefined) {
    units = units.where('id', '=', unit)
    services = services.where('unit', '=', unit)
  }
  const rows = await services.execute()
  return (await units.execute()).map(({ id, name, short }) => ({
    id,
    name,
    short,
    services: rows.filter((row) => row.unit === id).map(serviceFromRow),
  }))
}

function serviceFromRow(row: { id: string; name: string; standard: string }): Service {
  // Written by `writeSetup` only.
  return { id: row.id, name: row.name, standard: JSON.parse(row.standard) as ServiceStandard }
}

/** Writes a parsed setup: what is there by the same id is replaced, the rest stays. All or nothing. */
export async function writeSetup(db: Kysely<Tables>, setup: RegencySetup): Promise<void> {
  await inTransaction(db, async (trx) => {
    await putSetting(trx, 'regency', JSON.stringify(setup.regency))
    for (const [place, unit] of setup.units.entries()) {
      const { id, name, short } = unit
      await trx
        .insertInto('units')
        .values({ id, name, short, place, parent: null, kind: 'unit', archived_at: null })
        .onConflict((c) => c.column('id').doUpdateSet({ name, short, place }))
        .execute()
      for (const [at, service] of unit.services.entries()) await writeService(trx, id, service, at)
    }
  })
}

async function writeService(
  trx: Kysely<Tables>,
  unit: string,
  service: Service,
  place: number,
): Promise<void> {
  const { id, name } = service
  const standard = JSON.stringify(service.standard)
  await trx
    .insertInto('services')
    .values({
      key: `${unit}/${id}`,
      unit,
      id,
      name,
      standard,
      place,
      users: '{}',
      free_by_law: null,
      archived_at: null,
    })
    .onConflict((c) => c.column('key').doUpdateSet({ name, standard, place }))
    .execute()
}

/** The regency's printed order where a setup file names none. */
export const DEFAULT_PRINTED_ORDER: PrintedOrder = 'annex'
