// Order of elements and of units.
import { expect, test } from 'vitest'
import { lowestFirst, nextOrder, sortGroups } from '../../../src/app/dashboard/sorting.ts'
import { aGroup, anElement } from './results.ts'

test('elements stand lowest first, and one without an answer last', () => {
  const elements = [
    anElement('biaya', { nrr: 3.6 }),
    anElement('sarana', { nrr: null }),
    anElement('waktu', { nrr: 2.9 }),
  ]
  expect(lowestFirst(elements).map(({ key }) => key)).toEqual(['waktu', 'biaya', 'sarana'])
})

const rows = [
  { key: 'b', name: 'Bapenda', group: aGroup('b', { ikm: 81, n: 5 }) },
  { key: 'd', name: 'Dishub', group: aGroup('d', { ikm: null, n: 0 }) },
  {
    key: 'a',
    name: 'Arsip',
    group: aGroup('a', { ikm: 90, n: 40, elements: [anElement('waktu')] }),
  },
]
const keys = (column: Parameters<typeof nextOrder>[1], descending: boolean) =>
  sortGroups(rows, { column, descending }, 'id').map(({ key }) => key)

test('units stand in the order of any column, and one without the number last either way', () => {
  expect(keys('ikm', false)).toEqual(['b', 'a', 'd'])
  expect(keys('ikm', true)).toEqual(['a', 'b', 'd'])
  expect(keys('n', false)).toEqual(['d', 'b', 'a'])
  expect(keys('name', false)).toEqual(['a', 'b', 'd'])
  expect(keys('name', true)).toEqual(['d', 'b', 'a'])
  expect(keys({ element: 'waktu' }, true)).toEqual(['a', 'b', 'd'])
})

test('a second press on the same head turns the order round', () => {
  const first = nextOrder({ column: 'ikm', descending: false }, 'n')
  expect(first).toEqual({ column: 'n', descending: true })
  expect(nextOrder(first, 'n')).toEqual({ column: 'n', descending: false })
  expect(nextOrder(first, { element: 'waktu' }).column).toEqual({ element: 'waktu' })
})
