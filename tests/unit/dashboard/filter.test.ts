// The filter in the address, and where a sign-in may lead.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterQuery, nextPath, parseFilter, withUnit } from '../../../src/app/dashboard/filter.ts'

test('a filter is read from the address and written back the same', () => {
  const query = '?unit=disdukcapil&service=ktp-el&period=2026-Q3&weights=0.11'
  const filter = parseFilter(query)
  expect(filter).toMatchObject({ unit: 'disdukcapil', service: 'ktp-el', weights: '0.11' })
  expect(filterQuery(filter)).toBe(query)
})

test('what cannot be read is left out, so an old link still opens', () => {
  expect(parseFilter('?period=2026-Q9&weights=1&service=kk')).toEqual({
    unit: null,
    service: null,
    period: null,
    weights: 'exact',
  })
  expect(filterQuery(parseFilter(''))).toBe('')
})

test('another unit has other services', () => {
  const filter = parseFilter('?unit=disdukcapil&service=kk&period=2026')
  expect(withUnit(filter, 'bapenda')).toMatchObject({ unit: 'bapenda', service: null })
})

test('signing in leads on to a path of our own', () => {
  const next = encodeURIComponent('/dasbor?unit=rsud&period=2026-07-01..2026-08-15')
  expect(nextPath(`?next=${next}`)).toBe('/dasbor?unit=rsud&period=2026-07-01..2026-08-15')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '',
])('signing in never leads to “%s”', (next) => {
  expect(nextPath(`?next=${encodeURIComponent(next)}`)).toBe('/dasbor')
})

test('whatever is asked for, signing in stays on our own server', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^[/\\]{1,3}.*$/)), (next) => {
      const path = nextPath(`?${new URLSearchParams({ next })}`)
      expect(new URL(path, 'https://skm.example').origin).toBe('https://skm.example')
    }),
  )
})
