// The tree of units as it is read: what a search finds, what is archived, and a step up or down.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  found,
  kindBelow,
  notArchived,
  possibleParents,
  stepped,
  treeOf,
} from '../../../src/app/admin/unit/tree.ts'
import type { Unit } from '../../../src/core/wire.ts'

const unit = (id: string, parent: string | null = null, more: Partial<Unit> = {}): Unit => ({
  id,
  name: `Unit ${id}`,
  short: id,
  services: [],
  parent,
  ...more,
})
const UNITS = [
  unit('dinkes', null, { kind: 'agency' }),
  unit('rsud', 'dinkes'),
  unit('poli', 'rsud', { services: [{ id: 'gigi', name: 'Poli gigi', standard: {} }] }),
  unit('capil'),
]
const ids = (units: readonly Unit[]) => units.map(({ id }) => id)

describe('the tree', () => {
  test('has every unit once, also one whose parent is gone', () => {
    const [first, ...others] = treeOf([...UNITS, unit('lost', 'nowhere')])
    expect(first?.unit.id).toBe('dinkes')
    expect(first?.below[0]?.below[0]?.unit.id).toBe('poli')
    expect(others.map((branch) => branch.unit.id)).toEqual(['capil', 'lost'])
  })

  test('leaves out what is archived and all below it', () => {
    const archived = UNITS.map((one) => (one.id === 'rsud' ? { ...one, archived: true } : one))
    expect(ids(notArchived(archived))).toEqual(['dinkes', 'capil'])
  })

  test('puts nothing below itself or below what lies in it', () => {
    expect(ids(possibleParents(UNITS, 'rsud'))).toEqual(['dinkes', 'capil'])
    expect(ids(possibleParents(UNITS, null))).toEqual(ids(UNITS))
  })

  test('offers agencies at the top, units below them, counters below those', () => {
    const above = [null, 'agency', 'unit'] as const
    expect(above.map(kindBelow)).toEqual(['agency', 'unit', 'counter'])
  })
})

describe('a search', () => {
  test('finds a service by its words and keeps the way to it', () => {
    expect(ids(found(UNITS, 'GIGI poli'))).toEqual(['dinkes', 'rsud', 'poli'])
  })

  test('of nothing finds all, and of what there is not finds none', () => {
    expect(ids(found(UNITS, '  '))).toEqual(ids(UNITS))
    expect(found(UNITS, 'samsat')).toEqual([])
  })
})

describe('a step', () => {
  test('passes over what is not shown, and ends at the ends', () => {
    const all = ['a', 'hidden', 'b', 'c']
    const shown = ['a', 'b', 'c']
    expect(stepped(all, shown, { id: 'b', by: -1 })).toEqual(['b', 'a', 'hidden', 'c'])
    expect(stepped(all, shown, { id: 'b', by: 1 })).toEqual(['a', 'hidden', 'c', 'b'])
    expect(stepped(all, shown, { id: 'a', by: -1 })).toBeNull()
    expect(stepped(all, shown, { id: 'c', by: 1 })).toBeNull()
    expect(stepped(all, shown, { id: 'hidden', by: 1 })).toBeNull()
  })

  test('loses no id and doubles none', () => {
    const lists = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2 })
    fc.assert(
      fc.property(lists, fc.nat(), fc.constantFrom(-1 as const, 1 as const), (all, at, by) => {
        const id = all[at % all.length] ?? ''
        const after = stepped(all, all, { id, by })
        if (after !== null) expect([...after].sort()).toEqual([...all].sort())
      }),
    )
  })
})
