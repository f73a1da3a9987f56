// Changes of services, their standards and their users (N). Each in a transaction of the caller's, one at a time.
import type { Kysely } from 'kysely'
import type { Parsed, Problem } from '../../core/problem.ts'
import { freeSlug } from '../../core/slug.ts'
import type { ServiceStandard } from '../../core/wire.ts'
import type { ServiceChange } from '../../core/wire-admin.ts'
import { takeTurn } from './dialect.ts'
import { isServiceInUse } from './in-use.ts'
import type { Tables } from './schema.ts'
import { isOrderOf, nextPlace } from './units.ts'

/** @returns the new service's id, or `unit.unknown`, or what is wrong with it */
export async function addService(
  trx: Kysely<Tables>,
  unit: string,
  change: ServiceChange,
): Promise<Parsed<string>> {
  await takeTurn(trx, 'setup')
  const there = await trx.selectFrom('units').select('id').where('id', '=', unit).executeTakeFirst()
  if (!there) return { ok: false, problems: [{ code: 'unit.unknown', path: 'unit' }] }
  const problems = await problemsWith(trx, change)
  if (problems.length > 0) return { ok: false, problems }
  const services = await servicesOf(trx, unit)
  const id = freeSlug(change.name, new Set(services.map((service) => service.id)), 'layanan')
  await trx
    .insertInto('services')
    .values({
      key: `${unit}/${id}`,
      unit,
      id,
      ...columnsOf(change),
      place: nextPlace(services),
      archived_at: null,
    })
    .execute()
  return { ok: true, value: id }
}

export async function changeService(
  trx: Kysely<Tables>,
  { unit, service }: ServiceName,
  change: ServiceChange,
): Promise<Parsed<string>> {
  const services = await servicesOf(trx, unit)
  if (!services.some(({ id }) => id === service)) return UNKNOWN
  const problems = await problemsWith(trx, change)
  if (problems.length > 0) return { ok: false, problems }
  await trx
    .updateTable('services')
    .set(columnsOf(change))
    .where('key', '=', `${unit}/${service}`)
    .execute()
  return { ok: true, value: service }
}

/** @param archiving.now ms since epoch */
export async function archiveService(
  trx: Kysely<Tables>,
  { unit, service }: ServiceName,
  archiving: { archived: boolean; now: number },
): Promise<Parsed<string>> {
  const services = await servicesOf(trx, unit)
  if (!services.some(({ id }) => id === service)) return UNKNOWN
  await trx
    .updateTable('services')
    .set({ archived_at: archiving.archived ? archiving.now : null })
    .where('key', '=', `${unit}/${service}`)
    .execute()
  return { ok: true, value: service }
}

/** Removes a service that nobody has answered for and no device offers or did, which may hold answers; else `setup.used`. */
export async function removeService(
  trx: Kysely<Tables>,
  { unit, service }: ServiceName,
): Promise<Parsed<string>> {
  const services = await servicesOf(trx, unit)
  if (!services.some(({ id }) => id === service)) return UNKNOWN
  if (await isServiceInUse(trx, { unit, service }))
    return { ok: false, problems: [{ code: 'setup.used', path: 'service' }] }
  await trx.deleteFrom('services').where('key', '=', `${unit}/${service}`).execute()
  return { ok: true, value: service }
}

/** Puts a unit's services into another order; `setup.order` where these are not they. */
export async function orderServices(
  trx: Kysely<Tables>,
  unit: string,
  ids: readonly string[],
): Promise<Parsed<null>> {
  if (!isOrderOf(await servicesOf(trx, unit), ids))
    return { ok: false, problems: [{ code: 'setup.order', path: 'ids' }] }
  for (const [place, id] of ids.entries())
    await trx.updateTable('services').set({ place }).where('key', '=', `${unit}/${id}`).execute()
  return { ok: true, value: null }
}

export interface ServiceName {
  unit: string
  service: string
}

const UNKNOWN: { ok: false; problems: Problem[] } = {
  ok: false,
  problems: [{ code: 'service.unknown', path: 'service' }],
}

async function servicesOf(trx: Kysely<Tables>, unit: string) {
  await takeTurn(trx, 'setup')
  return trx.selectFrom('services').select(['id', 'place']).where('unit', '=', unit).execute()
}

async function problemsWith(trx: Kysely<Tables>, change: ServiceChange): Promise<Problem[]> {
  const periods = new Set(
    (await trx.selectFrom('periods').select('id').execute()).map(({ id }) => id),
  )
  const problems: Problem[] = Object.keys(change.users)
    .filter((period) => !periods.has(period))
    .map((period) => ({ code: 'period.unknown', path: `users.${period}`.slice(0, 80) }))
  // What a law makes free has no tariff.
  if (change.freeByLaw !== null && change.standard.biaya)
    problems.push({ code: 'field.range', path: 'standard.biaya', detail: '0' })
  return problems
}

function columnsOf({ name, standard, users, freeByLaw }: ServiceChange) {
  return {
    name: name.trim(),
    standard: JSON.stringify(filledParts(standard)),
    users: JSON.stringify(users),
    free_by_law: freeByLaw === null ? null : freeByLaw.trim(),
  }
}

/** A component without words is not published. */
function filledParts(standard: ServiceStandard): ServiceStandard {
  const parts = Object.entries(standard).flatMap(([component, value]) => {
    if (typeof value !== 'string') return [[component, value]]
    return value.trim() === '' ? [] : [[component, value.trim()]]
  })
  return Object.fromEntries(parts)
}
