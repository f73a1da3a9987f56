// Order of rows: elements lowest first, units by any column.
import type { ElementKey } from '../../core/instrument.ts'
import type { ElementResult, ResultGroup } from '../../core/wire.ts'

/** Name, index, count, or one element by its key. */
export type SortColumn = 'name' | 'ikm' | 'n' | { element: ElementKey }

export interface SortOrder {
  column: SortColumn
  descending: boolean
}

/** A row of the table of units or services. */
export interface NamedGroup {
  /** `unit` or `unit/service`. */
  key: string
  name: string
  group: ResultGroup
}

/** Lowest mean first; elements without an answer last, in the order they came. */
export function lowestFirst(elements: readonly ElementResult[]): ElementResult[] {
  return [...elements].sort((a, b) => compareNumbers(a.nrr, b.nrr, false))
}

/** Rows in an order; a row without the number stands last either way. */
export function sortGroups(
  rows: readonly NamedGroup[],
  order: SortOrder,
  locale: string,
): NamedGroup[] {
  return [...rows].sort((a, b) => {
    if (order.column === 'name') {
      const byName = a.name.localeCompare(b.name, locale)
      return order.descending ? -byName : byName
    }
    const numbers = compareNumbers(
      valueAt(a.group, order.column),
      valueAt(b.group, order.column),
      order.descending,
    )
    return numbers || a.name.localeCompare(b.name, locale)
  })
}

/** The order after a press on a column's head: turned round, or numbers highest first and names from A. */
export function nextOrder(order: SortOrder, column: SortColumn): SortOrder {
  if (sameColumn(order.column, column)) return { column, descending: !order.descending }
  return { column, descending: column !== 'name' }
}

export function sameColumn(a: SortColumn, b: SortColumn): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.element === b.element
}

function valueAt(group: ResultGroup, column: Exclude<SortColumn, 'name'>): number | null {
  if (column === 'ikm') return group.ikm
  if (column === 'n') return group.n
  return group.elements.find((e) => e.key === column.element)?.nrr ?? null
}

function compareNumbers(a: number | null, b: number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return descending ? b - a : a - b
}
