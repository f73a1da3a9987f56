// The tree as a setup file would make it: no unit below itself, and no two in use of one short name in one place.
import type { Problem } from '../core/problem.ts'
import { withinUnit } from '../core/unit-tree.ts'
import type { Unit } from '../core/wire.ts'
import { sameName } from './store/units.ts'

/**
 * What a setup file may not ask for of what is there: it is checked for itself already.
 * @param units as the file has them; what it leaves open of one stays as it is
 */
export function misplacedIn(units: readonly Unit[], before: readonly Unit[]): Problem[] {
  const wanted = units.map((unit): Unit => {
    const was = before.find(({ id }) => id === unit.id)
    const parent = unit.parent === undefined ? (was?.parent ?? null) : unit.parent
    return { ...unit, parent, archived: unit.archived ?? was?.archived ?? false }
  })
  const others = before.filter(({ id }) => !wanted.some((unit) => unit.id === id))
  const all = [...others, ...wanted]
  const twins = newTwins(all, before)
  return wanted.flatMap((unit, i): Problem[] => {
    const { id, parent, short } = unit
    const ring = !!parent && withinUnit(all, id).has(parent)
    return [
      ...(ring ? [{ code: 'setup.ring', path: `units.${i}.parent` } as const] : []),
      ...(twins.includes(unit)
        ? [{ code: 'setup.duplicate', path: `units.${i}.short`, detail: short } as const]
        : []),
    ]
  })
}

/**
 * Units in use whose short name another one in use has in the same place. Twins that were there before may stay.
 * @param all every unit as it will be, those of one place in the order in which the first one keeps its name
 */
export function newTwins(all: readonly Unit[], before: readonly Unit[]): Unit[] {
  const used = all.filter(({ archived }) => !archived)
  const stays = (unit: Unit) => {
    const was = before.find(({ id }) => id === unit.id)
    return !!was && !was.archived && isBeside(was, unit) && sameName(was.short, unit.short)
  }
  const named = used.filter(stays)
  return used.filter((unit) => {
    if (unit.short === '' || stays(unit)) return false
    const twin = named.some((one) => isBeside(one, unit) && sameName(one.short, unit.short))
    named.push(unit)
    return twin
  })
}

function isBeside(one: Unit, other: Unit): boolean {
  return (one.parent ?? null) === (other.parent ?? null)
}
