// What a kiosk calls the place that it stands at.
import { expect, test } from 'vitest'
import { unitTitle } from '../../../src/app/kiosk/unit-title.ts'
import type { Regency, Unit } from '../../../src/core/wire.ts'

const regency: Regency = {
  id: 'kuningan',
  name: 'Kabupaten Kuningan',
  province: 'Jawa Barat',
  timezone: 'Asia/Jakarta',
  printedOrder: 'annex',
}
const unit = (short: string): Unit => ({ id: 'u', name: short, short, services: [] })

test('a unit is called with its regency, without saying that it is one', () => {
  expect(unitTitle({ regency, unit: unit('Disdukcapil') })).toBe('Disdukcapil Kuningan')
})

test('a unit whose name has the regency in it does not say it twice', () => {
  const named = unit('RSUD Kabupaten Kuningan')
  expect(unitTitle({ regency, unit: named })).toBe('RSUD Kabupaten Kuningan')
})

test('a counter says whose it is', () => {
  const counter = { regency, unit: unit('Loket 1'), counterOf: 'Disdukcapil' }
  expect(unitTitle(counter)).toBe('Disdukcapil · Loket 1')
})
