// The tree of units: what is below, what is above, and what a counter offers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  inTreeOrder,
  serviceNamed,
  servicesAt,
  upwardsFrom,
  withinUnit,
} from '../../../src/core/unit-tree.ts'
import type { Unit } from '../../../src/core/wire.ts'

const service = (id: string) => ({ id, name: id, standard: {} })
const unit = (id: string, parent: string | null = null, services: string[] = []): Unit => ({
  id,
  name: id,
  short: id,
  parent,
  services: services.map(service),
})

const units = [
  unit('dinas', null, ['izin']),
  unit('uptd', 'dinas', ['uji']),
  unit('loket-1', 'dinas'),
  unit('loket-2', 'uptd'),
  unit('rsud', null, ['rawat-jalan']),
]

describe('a unit of the tree', () => {
  test('has itself and all below it within', () => {
    expect([...withinUnit(units, 'dinas')].sort()).toEqual(['dinas', 'loket-1', 'loket-2', 'uptd'])
    expect([...withinUnit(units, 'loket-1')]).toEqual(['loket-1'])
  })

  test('that is not there has nothing within', () =>
    expect([...withinUnit(units, 'atlantis')]).toEqual([]))

  test('names those above it, nearest first', () =>
    expect(upwardsFrom(units, 'loket-2').map(({ id }) => id)).toEqual(['loket-2', 'uptd', 'dinas']))

  test('without services of its own offers those of the nearest unit above that has some', () => {
    const offered = (id: string) => servicesAt(units, id).map((one) => one.id)
    expect([offered('loket-1'), offered('loket-2'), offered('uptd')]).toEqual([
      ['izin'],
      ['uji'],
      ['uji'],
    ])
    expect(offered('atlantis')).toEqual([])
  })
})

test('whatever the parents, also in a ring, every unit above has the one below within it', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const parents = fc.array(fc.option(fc.constantFrom(...ids)), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(parents, (chosen) => {
      const tree = ids.map((id, i) => unit(id, chosen[i] ?? null))
      for (const id of ids)
        for (const above of upwardsFrom(tree, id))
          expect(withinUnit(tree, above.id).has(id)).toBe(true)
    }),
  )
})

test('a service is found at the unit or above it, also where the unit has others of its own', () => {
  const found = (of: string, id: string) => serviceNamed(units, of, id)?.unit.id
  expect([found('loket-1', 'izin'), found('loket-2', 'uji'), found('uptd', 'izin')]).toEqual([
    'dinas',
    'uptd',
    'dinas',
  ])
  expect([found('rsud', 'izin'), found('atlantis', 'izin')]).toEqual([undefined, undefined])
})

test('in order each unit stands before those below it, and none is lost in a ring', () => {
  const mixed = [
    unit('loket-1', 'dinas'),
    unit('rsud'),
    unit('dinas'),
    unit('a', 'b'),
    unit('b', 'a'),
  ]
  expect(inTreeOrder(mixed).map(({ id }) => id)).toEqual(['rsud', 'dinas', 'loket-1', 'a', 'b'])
})
