// The units as a tree to read: what lies below what, what a search finds, and the order after a step up or down.
import { withinUnit } from '../../../core/unit-tree.ts'
import type { Unit, UnitKind } from '../../../core/wire.ts'

export interface Branch {
  unit: Unit
  below: Branch[]
}

/** In the order of the list. A unit whose parent is not in it stands at the top, so that none is out of reach. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const known = new Set(units.map(({ id }) => id))
  const byParent = new Map<string | null, Unit[]>()
  for (const unit of units) {
    const parent = unit.parent && known.has(unit.parent) ? unit.parent : null
    byParent.set(parent, [...(byParent.get(parent) ?? []), unit])
  }
  const below = (parent: string | null): Branch[] =>
    (byParent.get(parent) ?? []).map((unit) => ({ unit, below: below(unit.id) }))
  return below(null)
}

/** The units that a search finds, by their own names or a service's, with those above them. */
export function found(units: readonly Unit[], typed: string): Unit[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...units]
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const kept = new Set<string>()
  for (const unit of units) {
    const texts = [unit.name, unit.short, ...unit.services.map(({ name }) => name)]
    const text = texts.join(' ').toLocaleLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    for (let at: Unit | undefined = unit; at && !kept.has(at.id); ) {
      kept.add(at.id)
      at = at.parent ? byId.get(at.parent) : undefined
    }
  }
  return units.filter(({ id }) => kept.has(id))
}

/** What is still there, below units that are still there. */
export function notArchived(units: readonly Unit[]): Unit[] {
  const gone = new Set(units.filter(({ archived }) => archived).map(({ id }) => id))
  if (gone.size === 0) return [...units]
  const within = new Set([...gone].flatMap((id) => [...withinUnit(units, id)]))
  return units.filter(({ id }) => !within.has(id))
}

/** Units that another may be put below: not itself, and none that lies below it. */
export function possibleParents(units: readonly Unit[], id: string | null): Unit[] {
  const within = id === null ? new Set<string>() : withinUnit(units, id)
  return units.filter((unit) => !unit.archived && !within.has(unit.id))
}

/**
 * Every id of a place after one took a step among those that are shown; `null` where it stands at the end already.
 * @param all every id of the place, in order  @param shown those of them that are shown
 */
export function stepped(
  all: readonly string[],
  shown: readonly string[],
  { id, by }: { id: string; by: -1 | 1 },
): string[] | null {
  const other = shown[shown.indexOf(id) + by]
  if (other === undefined || !shown.includes(id)) return null
  const without = all.filter((one) => one !== id)
  without.splice(without.indexOf(other) + (by === 1 ? 1 : 0), 0, id)
  return without
}

/** What is most likely added below a unit. @param parent `null` = the regency */
export function kindBelow(parent: UnitKind | null): UnitKind {
  if (parent === null) return 'agency'
  return parent === 'agency' ? 'unit' : 'counter'
}
