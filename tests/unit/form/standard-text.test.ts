// What a kiosk may say of a published standard: no more than is in it.
import { describe, expect, test } from 'vitest'
import { ownChannelOf, refusalOf, shownStandard } from '../../../src/app/form/standard-text.ts'
import type { Service, ServiceStandard } from '../../../src/core/wire.ts'
import { KIOSK_WORDS } from '../../../src/i18n/kiosk.ts'

const service = (standard: ServiceStandard, freeByLaw?: string): Service => ({
  id: 's',
  name: 'KTP-el',
  standard,
  ...(freeByLaw ? { freeByLaw } : {}),
})
const WHOLE = { persyaratan: 'Fotokopi KK', prosedur: 'Ambil nomor', waktu: '1 hari', biaya: 0 }

describe('what a resident may refuse', () => {
  test('is anything else, where requirements, procedure, time and tariff are published', () => {
    expect(refusalOf(service(WHOLE))).toBe('all')
    expect(refusalOf(service({ ...WHOLE, biaya: 75_000 }))).toBe('all')
  })

  test.each(['persyaratan', 'prosedur', 'waktu'] as const)(
    'is only a higher cost, where %s is not published',
    (component) => {
      expect(refusalOf(service({ ...WHOLE, [component]: '' }))).toBe('cost')
    },
  )

  test('is only a higher cost of what a law makes free, where nothing else is published', () => {
    expect(refusalOf(service({}, 'UU 24/2013'))).toBe('cost')
  })

  test('is not said where no amount is', () => {
    const { biaya: _, ...withoutTariff } = WHOLE
    expect(refusalOf(service(withoutTariff))).toBe(null)
    expect(refusalOf(service({ ...WHOLE, biaya: null }))).toBe(null)
    expect(refusalOf(service({}))).toBe(null)
  })
})

test('requirements of several lines keep them, and take the room of the product', () => {
  const shown = (persyaratan: string) =>
    shownStandard(service({ biaya: 0, persyaratan, produk: 'KTP-el' }), KIOSK_WORDS.id, 'id')
  expect(shown('Fotokopi KK').map(({ component }) => component)).toEqual([
    'biaya',
    'persyaratan',
    'produk',
  ])
  expect(shown('Fotokopi KK\nSurat pengantar').slice(1)).toEqual([
    { component: 'persyaratan', text: 'Fotokopi KK\nSurat pengantar', long: true },
  ])
})

test('the channel of the office is shown where it is that of every service', () => {
  const box = service({ pengaduan: 'Kotak saran di loket' })
  expect(ownChannelOf([box])).toBe('Kotak saran di loket')
  expect(ownChannelOf([box, box])).toBe('Kotak saran di loket')
  expect(ownChannelOf([box, service({ pengaduan: 'Telepon 123' })])).toBe(null)
  expect(ownChannelOf([box, service({})])).toBe(null)
  expect(ownChannelOf([service({ pengaduan: ' ' })])).toBe(null)
  expect(ownChannelOf([])).toBe(null)
})
