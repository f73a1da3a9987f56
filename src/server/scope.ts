// What an account sees of the regency: all of it, or one unit and those below it, in every output.
import type { Instrument } from '../core/instrument.ts'
import { isScoped } from '../core/roles.ts'
import { servicesAt, upwardsFrom, withinUnit } from '../core/unit-tree.ts'
import type { Unit } from '../core/wire.ts'
import { problem } from './problems.ts'
import type { Person } from './store/people.ts'

/** Ids of the units that are seen, archived ones too; `null` = the whole regency. Empty where the account's unit is gone. */
export type Scope = ReadonlySet<string> | null

/** @param units all of the regency */
export function scopeOf(
  person: Pick<Person, 'role' | 'unit'>,
  units: readonly Pick<Unit, 'id' | 'parent'>[],
): Scope {
  return isScoped(person.role) ? withinUnit(units, person.unit ?? '') : null
}

/**
 * The units that are seen, as a tree of their own: the topmost stands on no other, and where it has no services of its own
 * (a counter) it shows those that it offers.
 */
export function seenUnits(units: readonly Unit[], scope: Scope): Unit[] {
  if (scope === null) return [...units]
  return units
    .filter(({ id }) => scope.has(id))
    .map((unit) =>
      unit.parent && scope.has(unit.parent)
        ? unit
        : { ...unit, parent: null, services: [...servicesAt(units, unit.id)] },
    )
}

/** A questionnaire with those of its own questions that the seen units ask: none that others ask alone. */
export function seenInstrument(
  instrument: Instrument,
  scope: Scope,
  units: readonly Pick<Unit, 'id' | 'parent'>[],
): Instrument {
  const { extras } = instrument
  if (scope === null || !extras) return instrument
  // What is asked at a unit is asked at those below it, too.
  const asking = new Set([...scope].flatMap((id) => upwardsFrom(units, id).map((unit) => unit.id)))
  return { ...instrument, extras: extras.filter(({ unit }) => unit === null || asking.has(unit)) }
}

/** Throws `unit.forbidden` for a unit that is not seen. */
export function refuseOtherUnit(scope: Scope, unit: string): void {
  if (scope !== null && !scope.has(unit)) throw problem('unit.forbidden')
}

/**
 * The units that an answer is about: those of the scope, or the one asked for and those below it. `null` = all.
 * Throws `unit.forbidden`.
 */
export function unitsAsked(
  scope: Scope,
  unit: string | null,
  units: readonly Pick<Unit, 'id' | 'parent'>[],
): string[] | null {
  if (unit === null) return scope && [...scope]
  refuseOtherUnit(scope, unit)
  return [...withinUnit(units, unit)]
}
