// Ids from names.
import { expect, test } from 'vitest'
import { freeSlug } from '../../../src/core/slug.ts'

test.each([
  ['Puskesmas Buntok', 'puskesmas-buntok'],
  ['  RSUD "Jaraga Sasameh" ', 'rsud-jaraga-sasameh'],
  ['Kélurahan Ñ. 3/4', 'kelurahan-n-3-4'],
  ['行政', 'unit'],
  ['../..', 'unit'],
  ['x'.repeat(80), 'x'.repeat(50)],
])('%j gives %j', (name, slug) => {
  expect(freeSlug(name, new Set(), 'unit')).toBe(slug)
})

test('of names alike each has its own', () => {
  expect(freeSlug('Loket', new Set(['loket', 'loket-2']), 'unit')).toBe('loket-3')
})
