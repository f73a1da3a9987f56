// A tariff as people write it: one typed wrong would promise residents a wrong amount.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRupiah } from '../../../src/core/rupiah.ts'
import { formatNumber, formatRupiah, LANGUAGES } from '../../../src/i18n/language.ts'

test.each([
  '75000',
  '75.000',
  ' 75.000 ',
  '75 000',
  '75,000',
  '75.000,00',
  '75000,00',
  '75.000,0',
  '75,000.00',
  '75.000,-',
  '75.000,–',
  '75.000.-',
  '75.000,=',
  'Rp75000',
  'Rp 75.000',
  'Rp. 75.000,-',
  'Rp 75.000,00',
  'rp 75.000',
  'RP75.000',
  'IDR 75,000',
])('%j is 75,000 rupiah', (typed) => {
  expect(readRupiah(typed)).toEqual({ ok: true, rupiah: 75_000 })
})

test.each([
  ['0', 0],
  ['5', 5],
  ['500', 500],
  ['5.000', 5000],
  ['75,00', 75],
  ['7.500.000', 7_500_000],
  ['7500000', 7_500_000],
  ['1.234.567,00', 1_234_567],
  ['1,234,567', 1_234_567],
  ['100.000.000.000', 100_000_000_000],
])('%j is %d rupiah', (typed, rupiah) => {
  expect(readRupiah(typed)).toEqual({ ok: true, rupiah })
})

test.each(['5.000,50', '5000,5', '75.000,01', '75,000.50', '75.00', '75000.00', '0,5', '1.5'])(
  '%j is refused for its fraction, not read as a larger amount',
  (typed) => expect(readRupiah(typed)).toEqual({ ok: false, why: 'fraction' }),
)

test.each([
  '75rb',
  '75 ribu',
  'tujuh puluh lima ribu',
  'Rp 75.000 per lembar',
  '75.000 / 100.000',
  '75.000-100.000',
  '-75.000',
  '+75.000',
  '7.5000',
  '75.0000',
  '7500.000',
  '0.500',
  '75..000',
  '75.000.00',
  '75.000,000',
  '75,000,00',
  '1.000,000.00',
  '75.000,00,00',
  '7 5000',
  '1e5',
  '0x10',
  '٧٥٠٠٠',
  'Rp',
  ',-',
  '.',
  '1234567890123456',
])('%j is refused', (typed) => {
  expect(readRupiah(typed)).toEqual({ ok: false, why: 'unreadable' })
})

test.each(['', '  '])('%j is nothing yet', (typed) => {
  expect(readRupiah(typed)).toEqual({ ok: false, why: 'empty' })
})

test('what the app writes it reads again, in both languages', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999_999 }),
      fc.constantFrom(...LANGUAGES),
      (rupiah, language) => {
        for (const written of [formatNumber(rupiah, language), formatRupiah(rupiah, language)])
          expect(readRupiah(written)).toEqual({ ok: true, rupiah })
      },
    ),
  )
})
