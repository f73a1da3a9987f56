// Units to choose from: as a tree, those below a unit set in; what is archived only where it is chosen already.
import { inTreeOrder, upwardsFrom } from '../../core/unit-tree.ts'
import type { Unit } from '../../core/wire.ts'

export interface UnitOption {
  value: string
  text: string
}

/** @param chosen stays in the list whatever became of it */
export function unitOptions(units: readonly Unit[], chosen: string | null): UnitOption[] {
  const offered = units.filter(({ id, archived }) => !archived || id === chosen)
  return inTreeOrder(offered).map((unit) => ({
    value: unit.id,
    text: `${SET_IN.repeat(upwardsFrom(units, unit.id).length - 1)}${unit.short}`,
  }))
}

/** A name for a unit that may be gone or out of the person's sight. */
export function unitName(units: readonly Unit[], id: string | null): string {
  return units.find((unit) => unit.id === id)?.short ?? id ?? ''
}

// Spaces at the start of an option are dropped by browsers; these are not.
const SET_IN = '\u2003'
