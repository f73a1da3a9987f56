// What a unit or a service is still needed for: answers that are stored, or that a device may yet bring.
import type { Kysely } from 'kysely'
import { withinUnit } from '../../core/unit-tree.ts'
import { takeTurn } from './dialect.ts'
import type { Tables } from './schema.ts'

/** True where an answer, a device or a person belongs to the unit, or did, or one of its services is needed. */
export async function isUnitInUse(trx: Kysely<Tables>, unit: string): Promise<boolean> {
  // What is on its way is stored by then, or finds the unit gone.
  await takeTurn(trx, 'tallies')
  const people = trx.selectFrom('people').select('unit').where('unit', '=', unit).limit(1)
  if ((await people.executeTakeFirst()) || (await hasAnswers(trx, unit, null))) return true
  if ((await devicesEver(trx)).some(({ places }) => places.some((place) => place.unit === unit)))
    return true
  const services = await trx.selectFrom('services').select('id').where('unit', '=', unit).execute()
  for (const { id } of services) if (await isServiceInUse(trx, { unit, service: id })) return true
  return false
}

/** True where somebody answered for the service, or a device that was paired once may hold answers for it. */
export async function isServiceInUse(
  trx: Kysely<Tables>,
  { unit, service }: { unit: string; service: string },
): Promise<boolean> {
  await takeTurn(trx, 'tallies')
  const within = await everWithin(trx, unit)
  for (const one of within) if (await hasAnswers(trx, one, service)) return true
  return (await devicesEver(trx)).some(
    ({ seen, places }) =>
      seen &&
      places.some((place) => within.has(place.unit) && (place.services?.includes(service) ?? true)),
  )
}

async function hasAnswers(
  trx: Kysely<Tables>,
  unit: string,
  service: string | null,
): Promise<boolean> {
  let tallies = trx
    .selectFrom('tallies')
    .select('key')
    .where('grain', '=', 'm')
    .where('slice', '=', 'all')
    .where('unit', '=', unit)
  if (service !== null) tallies = tallies.where('service', '=', service)
  return (await tallies.limit(1).executeTakeFirst()) !== undefined
}

interface Place {
  unit: string
  /** `null` = every service of the unit. */
  services: string[] | null
}

/** Every device with the place that it has and all that it had. */
async function devicesEver(trx: Kysely<Tables>): Promise<{ seen: boolean; places: Place[] }[]> {
  const devices = await trx
    .selectFrom('devices')
    .select(['id', 'unit', 'service', 'services', 'seen_at'])
    .execute()
  const changes = Map.groupBy(await trailOf(trx, 'device.changed'), ({ subject }) => subject)
  const asked = Map.groupBy(await assignedEver(trx), ({ device }) => device)
  return devices.map(({ id, unit, service, services, seen_at }) => {
    const one = service === null ? null : [service]
    // Written by `devices.ts` and `device-list.ts` only.
    const now = services === null ? one : (JSON.parse(services) as string[])
    const places: Place[] = [{ unit, services: now }]
    // Each change keeps only what it changed: from the last one backwards.
    for (const { detail } of (changes.get(`device/${id}`) ?? []).reverse()) {
      const { unit, services } = {
        ...(places.at(-1) ?? { unit: '', services: null }),
        ...detail.was,
      }
      places.push({ unit, services })
    }
    places.push(...(asked.get(id) ?? []))
    return { seen: seen_at !== null, places }
  })
}

/** What enumerators are or were to ask about. */
async function assignedEver(trx: Kysely<Tables>): Promise<(Place & { device: string })[]> {
  const rows = await trx
    .selectFrom('assignments')
    .select(['id', 'device', 'unit', 'services'])
    .execute()
  const changes = Map.groupBy(await trailOf(trx, 'assignment.changed'), ({ subject }) => subject)
  return rows.flatMap(({ id, device, unit, services }) => {
    // Written by `assignments.ts` only.
    const now = services === null ? null : (JSON.parse(services) as string[])
    const places = [{ device, unit, services: now }]
    for (const { detail } of (changes.get(`assignment/${id}`) ?? []).reverse())
      places.push({ ...(places.at(-1) ?? { device, unit, services: now }), ...detail.was })
    return places
  })
}

/** Ids of a unit and of those that are or ever were below it. */
async function everWithin(trx: Kysely<Tables>, unit: string): Promise<Set<string>> {
  const units = await trx.selectFrom('units').select(['id', 'parent']).execute()
  const moved = (await trailOf(trx, 'unit.changed')).map(({ subject, detail }) => ({
    id: subject.replace('unit/', ''),
    parent: detail.was?.parent ?? null,
  }))
  const imported = (await trailOf(trx, 'setup.imported')).flatMap(({ detail }) =>
    Object.entries(detail.moved ?? {}).map(([id, parent]) => ({ id, parent })),
  )
  return withinUnit([...units, ...moved, ...imported], unit)
}

/** What a change keeps of the places before it; written by the routes of devices, assignments, units and imports. */
interface Kept {
  was?: { device?: string; unit?: string; services?: string[] | null; parent?: string | null }
  /** Units that an import moved, with the one that each stood below. */
  moved?: Record<string, string | null>
}

async function trailOf(
  trx: Kysely<Tables>,
  action: 'device.changed' | 'assignment.changed' | 'unit.changed' | 'setup.imported',
): Promise<{ subject: string; detail: Kept }[]> {
  const lines = trx.selectFrom('audit').select(['subject', 'detail']).where('action', '=', action)
  return (await lines.orderBy('id').execute()).map(({ subject, detail }) => ({
    subject,
    // Written by `note` only.
    detail: JSON.parse(detail) as Kept,
  }))
}
