// From the fields of the questionnaire to an instrument, and what publishing it changes.
import { expect, test } from 'vitest'
import { changesOf } from '../../../src/app/admin/kuesioner/changes.ts'
import {
  type DraftForm,
  extraKey,
  FREE_COST_OFFER,
  formOf,
  instrumentOf,
  moved,
} from '../../../src/app/admin/kuesioner/draft.ts'
import { type ExtraQuestion, parseInstrument } from '../../../src/core/instrument.ts'
import { skm } from '../../make.ts'

const as = { order: 'annex', decimalSign: ',' } as const

function aForm(fields: Partial<DraftForm> = {}): DraftForm {
  return { ...formOf(skm, as), ...fields }
}

function anExtra(key: string, question = 'Bagaimana antreannya?'): ExtraQuestion {
  return { key, kind: 'yes-no', unit: null, service: null, question, en: { question: 'Queue?' } }
}

test('untouched fields change nothing that is asked', () => {
  const made = instrumentOf(aForm(), skm)
  expect(made && changesOf(skm, made, 'annex')).toEqual([])
})

test('whatever the fields make can be read as an instrument', () => {
  const made = instrumentOf(
    aForm({
      weights: ['2/10', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1'],
      extras: [anExtra(extraKey('Bagaimana antreannya?', 'k3b9'))],
      freeCost: FREE_COST_OFFER,
    }),
    skm,
  )
  expect(parseInstrument(made)).toMatchObject({ ok: true })
  expect(made && changesOf(skm, made, 'annex').map(({ kind }) => kind)).toEqual([
    'weights',
    'extraAdded',
    'freeCostAdded',
  ])
})

test('weights that do not sum to 1 and words that are missing make no instrument', () => {
  expect(instrumentOf(aForm({ weights: Array.from({ length: 9 }, () => '0,11') }), skm)).toBeNull()
  const en = { ...FREE_COST_OFFER.en, question: ' ' }
  expect(instrumentOf(aForm({ freeCost: { ...FREE_COST_OFFER, en } }), skm)).toBeNull()
})

test('equal weights are left out, however they are written', () => {
  const made = instrumentOf(aForm({ weights: Array.from({ length: 9 }, () => '2/18') }), skm)
  expect(made).not.toBeNull()
  expect(made && 'weights' in made).toBe(false)
})

test('a published instrument comes back into the same fields', () => {
  const weights = ['0,2', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1', '0,1']
  const form = aForm({ printedOrder: 'main', weights, extras: [anExtra('x-antre')] })
  const made = instrumentOf(form, skm)
  expect(made && formOf(made, as)).toEqual(form)
})

test('changes name what was added, changed, removed and ordered', () => {
  const [a, b, c] = [anExtra('x-a', 'A?'), anExtra('x-b', 'B?'), anExtra('x-c', 'C?')]
  const before = { ...skm, extras: [a, b, c] }
  const after = { ...skm, printedOrder: 'main' as const, extras: [c, { ...a, question: 'A2?' }] }
  expect(changesOf(before, after, 'annex')).toEqual([
    { kind: 'order', to: 'main' },
    { kind: 'extraChanged', question: 'A2?' },
    { kind: 'extraRemoved', question: 'B?' },
    { kind: 'extrasOrdered' },
  ])
  // The server may give the fields of a question in another order.
  const { kind, ...rest } = a
  expect(changesOf(before, { ...skm, extras: [{ ...rest, kind }, b, c] }, 'annex')).toEqual([])
})

test('the key of a new question is made of its words, and never of nothing', () => {
  expect(extraKey('Apakah antrean di loket “cepat”?', 'k3b9')).toBe(
    'x-apakah-antrean-di-loket-k3b9',
  )
  expect(extraKey('???', 'k3b9')).toBe('x-tanya-k3b9')
})

test('one of a list is moved to another place', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})
