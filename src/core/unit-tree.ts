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

/** What a unit offers: its own services, or, where it has none (a counter), those of the nearest unit above that has. */
export function servicesAt(units: readonly Unit[], id: string): readonly Service[] {
  return upwardsFrom(units, id).find((unit) => unit.services.length > 0)?.services ?? []
}
