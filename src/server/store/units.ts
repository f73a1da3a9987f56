// Changes of units: the tree of agencies, units and counters. Each in a transaction of the caller's, one at a time.
import type { Kysely } from 'kysely'
import type { Parsed, Problem, ProblemCode } from '../../core/problem.ts'
import { freeSlug } from '../../core/slug.ts'
import { archivedWith, withinUnit } from '../../core/unit-tree.ts'
import type { UnitChange } from '../../core/wire-admin.ts'
import { takeTurn } from './dialect.ts'
import { isUnitInUse } from './in-use.ts'
import type { Tables } from './schema.ts'

/** @returns the new unit's id, or `unit.unknown` for a parent that is not there, or `setup.duplicate` for a short name beside it */
export async function addUnit(trx: Kysely<Tables>, change: UnitChange): Promise<Parsed<string>> {
  const units = await placed(trx)
  const { kind, parent } = change
  if (parent !== null && !units.some(({ id }) => id === parent))
    return wrong('unit.unknown', 'parent')
  if (isNamedBeside(units, change)) return wrong('setup.duplicate', 'short', change.short.trim())
  const id = freeSlug(change.short, new Set(units.map((unit) => unit.id)), 'unit')
  await trx
    .insertInto('units')
    .values({ id, ...namesOf(change), kind, parent, place: nextPlace(units), archived_at: null })
    .execute()
  return { ok: true, value: id }
}

/** @returns the id, or `unit.unknown`, or `setup.ring` where it would lie below itself, or `setup.duplicate` as for a new one */
export async function changeUnit(
  trx: Kysely<Tables>,
  id: string,
  change: UnitChange,
): Promise<Parsed<string>> {
  const units = await placed(trx)
  const before = units.find((unit) => unit.id === id)
  if (!before) return wrong('unit.unknown', 'unit')
  const { kind, parent } = change
  if (parent !== null && !units.some((unit) => unit.id === parent))
    return wrong('unit.unknown', 'parent')
  if (parent !== null && withinUnit(units, id).has(parent)) return wrong('setup.ring', 'parent')
  // Twins that came with a file may still be changed in all else.
  const stays = before.parent === parent && sameName(before.short, change.short)
  const others = units.filter((unit) => unit.id !== id)
  if (!stays && isNamedBeside(others, change))
    return wrong('setup.duplicate', 'short', change.short.trim())
  await trx
    .updateTable('units')
    .set({ ...namesOf(change), kind, parent })
    .where('id', '=', id)
    .execute()
  return { ok: true, value: id }
}

/**
 * A unit that is gone takes those below it along; one that comes back needs those above it, and is refused with
 * `setup.duplicate` where another one has the short name of one of them by now.
 * @param archiving.now ms since epoch
 */
export async function archiveUnit(
  trx: Kysely<Tables>,
  id: string,
  archiving: { archived: boolean; now: number },
): Promise<Parsed<string>> {
  const units = await placed(trx)
  if (!units.some((unit) => unit.id === id)) return wrong('unit.unknown', 'unit')
  const { archived, now } = archiving
  const turned = archivedWith(units, id, archived)
  const back = archived ? [] : units.filter((unit) => unit.archived_at !== null)
  // Another one may have taken the name meanwhile.
  const taken = back.find((unit) => turned.includes(unit.id) && isNamedBeside(units, unit))
  if (taken) return wrong('setup.duplicate', 'short', taken.short)
  await trx
    .updateTable('units')
    .set({ archived_at: archived ? now : null })
    .where('id', 'in', turned)
    .where('archived_at', archived ? 'is' : 'is not', null)
    .execute()
  return { ok: true, value: id }
}

/** Removes a unit to which nothing belongs or did: no answer, device, person or unit; else `setup.used`. */
export async function removeUnit(trx: Kysely<Tables>, id: string): Promise<Parsed<string>> {
  const units = await placed(trx)
  if (!units.some((unit) => unit.id === id)) return wrong('unit.unknown', 'unit')
  if (units.some(({ parent }) => parent === id) || (await isUnitInUse(trx, id)))
    return wrong('setup.used', 'unit')
  await trx.deleteFrom('services').where('unit', '=', id).execute()
  await trx.deleteFrom('units').where('id', '=', id).execute()
  return { ok: true, value: id }
}

/** Puts the units of one place into another order; `setup.order` where these are not they. */
export async function orderUnits(
  trx: Kysely<Tables>,
  parent: string | null,
  ids: readonly string[],
): Promise<Parsed<null>> {
  const siblings = (await placed(trx)).filter((unit) => unit.parent === parent)
  if (!isOrderOf(siblings, ids)) return wrong('setup.order', 'ids')
  for (const [place, id] of ids.entries())
    await trx.updateTable('units').set({ place }).where('id', '=', id).execute()
  return { ok: true, value: null }
}

/** True where these are the ids of those, each once. */
export function isOrderOf(items: readonly { id: string }[], ids: readonly string[]): boolean {
  const there = new Set(items.map(({ id }) => id))
  return (
    ids.length === there.size &&
    new Set(ids).size === ids.length &&
    ids.every((id) => there.has(id))
  )
}

export function nextPlace(items: readonly { place: number }[]): number {
  return 1 + Math.max(-1, ...items.map(({ place }) => place))
}

async function placed(trx: Kysely<Tables>) {
  await takeTurn(trx, 'setup')
  return trx
    .selectFrom('units')
    .select(['id', 'parent', 'place', 'short', 'archived_at'])
    .orderBy('place')
    .orderBy('id')
    .execute()
}

/** Two of one short name in one place cannot be told apart in any list; what is archived is in none. */
function isNamedBeside(
  units: readonly { short: string; parent: string | null; archived_at: number | null }[],
  { short, parent }: Pick<UnitChange, 'short' | 'parent'>,
): boolean {
  return units.some(
    (unit) => unit.parent === parent && unit.archived_at === null && sameName(unit.short, short),
  )
}

/** Whether two short names are one to who reads them. */
export function sameName(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('id') === other.trim().toLocaleLowerCase('id')
}

function namesOf({ name, short }: UnitChange) {
  return { name: name.trim(), short: short.trim() }
}

function wrong(
  code: ProblemCode,
  path: string,
  detail?: string,
): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [detail === undefined ? { code, path } : { code, path, detail }] }
}
