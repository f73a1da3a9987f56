// The regency's units as a tree: what lies below a unit, what above it, and which services it offers.
import type { Service, Unit } from './wire.ts'

type Placed = Pick<Unit, 'id' | 'parent'>

/** Ids of a unit and of all units below it; empty where there is no such unit. */
export function withinUnit(units: readonly Placed[], id: string): Set<string> {
  const within = new Set<string>()
  const walk = (unit: string): void => {
    // A ring of parents, which no editor makes, must not hang what reads it.
    if (within.has(unit)) return
    within.add(unit)
    for (const child of units) if (child.parent === unit) walk(child.id)
  }
  if (units.some((unit) => unit.id === id)) walk(id)
  return within
}

/** A unit and those above it, nearest first; empty where there is no such unit. */
export function upwardsFrom<U extends Placed>(units: readonly U[], id: string): U[] {
  const path: U[] = []
  let unit = units.find((one) => one.id === id)
  while (unit && !path.includes(unit)) {
    path.push(unit)
    const { parent } = unit
    unit = parent ? units.find((one) => one.id === parent) : undefined
  }
  return path
}

/** Ids of what is archived or comes back with a unit: those below it go along, those above it are needed. */
export function archivedWith(units: readonly Placed[], id: string, archived: boolean): string[] {
  return archived ? [...withinUnit(units, id)] : upwardsFrom(units, id).map((unit) => unit.id)
}

/** The unit whose services a unit offers: itself, or, where it has none (a counter), the nearest above that has. */
export function offeringUnit(units: readonly Unit[], unit: Unit): Unit {
  return upwardsFrom(units, unit.id).find(({ services }) => services.length > 0) ?? unit
}

/** What a unit offers: its own services, or, where it has none (a counter), those of the nearest unit above that has. */
export function servicesAt(units: readonly Unit[], id: string): readonly Service[] {
  return upwardsFrom(units, id).find((unit) => unit.services.length > 0)?.services ?? []
}

/** The service that an answer or a device names: the unit's own of that id, or that of the nearest unit above. */
export function serviceNamed(
  units: readonly Unit[],
  unit: string,
  service: string,
): { unit: Unit; service: Service } | null {
  for (const above of upwardsFrom(units, unit)) {
    const found = above.services.find(({ id }) => id === service)
    if (found) return { unit: above, service: found }
  }
  return null
}

/** Every unit that has a service of this id, in order: what an answer may mean whose unit was moved since. */
export function servicesCalled(
  units: readonly Unit[],
  service: string,
): { unit: Unit; service: Service }[] {
  return units.flatMap((unit) => {
    const found = unit.services.find(({ id }) => id === service)
    return found ? [{ unit, service: found }] : []
  })
}

/** Units as a tree is read: each before those below it, siblings as they come. What hangs on nothing comes last. */
export function inTreeOrder<U extends Placed>(units: readonly U[]): U[] {
  const ordered = new Set<U>()
  const walk = (unit: U): void => {
    if (ordered.has(unit)) return
    ordered.add(unit)
    for (const child of units) if (child.parent === unit.id) walk(child)
  }
  for (const unit of units) if (!unit.parent) walk(unit)
  for (const unit of units) walk(unit)
  return [...ordered]
}
