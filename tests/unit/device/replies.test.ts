// Only a setup that a kiosk can ask with takes the place of the one it has.
import { expect, test } from 'vitest'
import { instrumentName } from '../../../src/core/instrument.ts'
import { asSetup } from '../../../src/device/replies.ts'
import { skm } from '../../make.ts'

const setup = {
  device: { id: 'kiosk-1', kind: 'kiosk', unit: 'disdukcapil', service: null },
  regency: {
    id: 'barito-selatan',
    name: 'Barito Selatan',
    province: 'Kalimantan Tengah',
    timezone: 'Asia/Jakarta',
    printedOrder: 'annex',
  },
  unit: {
    id: 'disdukcapil',
    name: 'Dinas Kependudukan',
    short: 'Disdukcapil',
    services: [{ id: 'ktp-el', name: 'KTP-el', standard: { biaya: 0 } }],
  },
  instruments: [skm],
  instrument: instrumentName(skm),
  published: [],
  periods: [],
  assignments: [],
  words: {},
  simulated: false,
}

test('a whole setup is read, with whatever a newer server adds', () => {
  expect(asSetup(setup)).toEqual(setup)
  expect(asSetup({ ...setup, above: ['dinas'], later: 1 })).toBeDefined()
})

test.each<[string, unknown]>([
  ['nothing', null],
  ['no regency', { ...setup, regency: undefined }],
  ['no printed order', { ...setup, regency: { ...setup.regency, printedOrder: 'other' } }],
  ['no services', { ...setup, unit: { ...setup.unit, services: undefined } }],
  ['services that are no list', { ...setup, unit: { ...setup.unit, services: {} } }],
  ['a service without a standard', { ...setup, unit: { ...setup.unit, services: [{ id: 'a' }] } }],
  ['units above it that are no list', { ...setup, above: 'dinas' }],
  ['no list of published results', { ...setup, published: undefined }],
  ['an instrument without questions', { ...setup, instruments: [{ ...skm, elements: [] }] }],
  ['an instrument that it does not hold', { ...setup, instrument: 'skm-2099@1' }],
  ['instruments that are no list', { ...setup, instruments: { skm } }],
])('a setup with %s is none', (_, body) => {
  expect(asSetup(body)).toBeUndefined()
})
