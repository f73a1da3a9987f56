import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  assignmentsOf,
  type Plan,
  periodWith,
  sampleWanted,
  villagesOf,
} from '../../../src/app/admin/penugasan/plan.ts'

function aPlan(fields: Partial<Plan> = {}): Plan {
  return {
    villages: 'Tabak Kanilan',
    devices: ['ani'],
    unit: 'puskesmas',
    services: null,
    target: 50,
    quotas: {},
    from: '2026-11-01',
    to: '2026-11-28',
    place: false,
    ...fields,
  }
}

test('each person gets an assignment in each village, and the parts add up to the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 1000 }),
      (villages, people, target, women) => {
        const made = assignmentsOf(
          aPlan({
            villages: Array.from({ length: villages }, (_, i) => `Desa ${i}`).join('\n'),
            devices: Array.from({ length: people }, (_, i) => `orang-${i}`),
            target,
            quotas: { sex: { P: women } },
          }),
        )
        const sum = (of: (one: (typeof made)[number]) => number) =>
          made.reduce((total, one) => total + of(one), 0)
        expect(made).toHaveLength(villages * people)
        expect(new Set(made.map((one) => `${one.village}/${one.device}`)).size).toBe(made.length)
        expect(sum((one) => one.target)).toBe(target)
        expect(sum((one) => one.quotas.sex?.P ?? 0)).toBe(women)
        const targets = made.map((one) => one.target)
        expect(Math.max(...targets) - Math.min(...targets)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('a village that is typed twice, with empty lines between, is one', () => {
  expect(villagesOf({ villages: ' Tabak  Kanilan\n\nMangkatir\r\nTabak Kanilan\n' })).toEqual([
    'Tabak Kanilan',
    'Mangkatir',
  ])
})

test('the sample is that of each service by its users, and says of how many nothing is known', () => {
  const service = (id: string, users?: number) => ({
    id,
    name: id,
    standard: {},
    ...(users === undefined ? {} : { users: { '2026-s2': users } }),
  })
  // 1000 → 278 and 200 → 132: Krejcie and Morgan's own table.
  expect(sampleWanted([service('a', 1000), service('b', 200), service('c')], '2026-s2')).toEqual({
    target: 410,
    services: 2,
    unknown: 1,
  })
  expect(sampleWanted([service('c')], '2026-s2')).toBeNull()
})

test('days belong to a period only when all of them lie in it', () => {
  const period = {
    id: '2026-s2',
    name: 'Semester II 2026',
    from: '2026-07-01',
    to: '2026-12-31',
    state: 'open' as const,
  }
  expect(periodWith([period], { from: '2026-11-01', to: '2026-11-28' })).toBe(period)
  expect(periodWith([period], { from: '2026-06-30', to: '2026-07-10' })).toBeUndefined()
  expect(periodWith([period], { from: '', to: '' })).toBeUndefined()
})
