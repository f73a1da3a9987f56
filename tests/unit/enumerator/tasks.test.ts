// What an enumerator is to do: assignments, progress, quotas.
import { describe, expect, test } from 'vitest'
import { byDay } from '../../../src/app/enumerator/days.ts'
import {
  fullFor,
  madeOf,
  quotaRows,
  serviceOf,
  taskOf,
  tasksOf,
  timeOf,
} from '../../../src/app/enumerator/tasks.ts'
import type { Assignment, DeviceSetup, Unit } from '../../../src/core/wire.ts'
import { skm } from '../../make.ts'

const unit = (id: string): Unit => ({
  id,
  name: `Unit ${id}`,
  short: id,
  services: [{ id: 'umum', name: 'Rawat jalan', standard: {} }],
})

const anAssignment = (fields: Partial<Assignment> = {}): Assignment => ({
  id: 'a-1',
  village: 'Desa Tabak Kanilan',
  unit: unit('puskesmas'),
  above: ['dinkes'],
  target: 50,
  quotas: {},
  from: '2026-11-20',
  to: '2026-11-28',
  place: false,
  received: 0,
  ...fields,
})

const aSetup = (...assignments: Assignment[]): DeviceSetup => ({
  device: { id: 'phone-1', kind: 'enumerator', unit: 'own', service: null },
  regency: {
    id: 'barsel',
    name: 'Barito Selatan',
    province: 'Kalimantan Tengah',
    timezone: 'Asia/Jakarta',
    printedOrder: 'annex',
  },
  unit: unit('own'),
  instruments: [skm],
  instrument: 'skm-2017@1',
  published: [],
  periods: [],
  assignments,
  words: {},
  simulated: false,
})

describe('tasks', () => {
  test('are the assignments, or the own unit where there is none', () => {
    expect(tasksOf(aSetup()).map((task) => task.unit.id)).toEqual(['own'])
    const two = tasksOf(aSetup(anAssignment(), anAssignment({ id: 'a-2' })))
    expect(two.map((task) => task.assignment?.id)).toEqual(['a-1', 'a-2'])
  })

  test('of an interview are found again, also when its assignment or unit is gone', () => {
    const setup = aSetup(anAssignment())
    const interview = { unit: 'puskesmas', service: 'umum' }
    expect(taskOf(setup, { ...interview, assignment: 'a-1' }).assignment?.id).toBe('a-1')
    expect(taskOf(setup, { ...interview, assignment: 'ended' })).toMatchObject({
      assignment: null,
      unit: { id: 'puskesmas' },
    })
    const gone = taskOf(setup, { unit: 'closed', service: 'old' })
    expect([gone.unit.id, serviceOf(gone, 'old').name]).toEqual(['closed', 'old'])
  })

  test.each([
    ['2026-11-19', 'coming'],
    ['2026-11-20', 'running'],
    ['2026-11-28', 'running'],
    ['2026-11-29', 'over'],
  ] as const)('on %s the assignment is %s', (today, time) => {
    expect(timeOf(anAssignment(), today)).toBe(time)
  })
})

describe('progress', () => {
  const local = (n: number, unsent: number) => ({ n, unsent, sex: {}, age: {} })

  test.each([
    // A new phone after a lost one: the server has more than is here.
    [30, local(4, 4), 34],
    // The setup is older than what was sent since: more is here.
    [10, local(34, 2), 34],
    // All went out in a file, and the server has them before a receipt says so.
    [40, local(40, 0), 40],
    [0, local(0, 0), 0],
  ])('with %i at the server and %j here is %i', (received, here, made) => {
    expect(madeOf({ received }, here)).toBe(made)
  })

  test('warns of the full groups that a respondent belongs to, and of no others', () => {
    const rows = quotaRows(
      { quotas: { sex: { P: 2, L: 2 }, age: { '60+': 1, '17-24': 3 } } },
      { sex: { P: 2 }, age: { '60+': 1 } },
    )
    expect(rows.map(({ key, n, of }) => [key, n, of])).toEqual([
      ['P', 2, 2],
      ['L', 0, 2],
      ['17-24', 0, 3],
      ['60+', 1, 1],
    ])
    const keys = (respondent: Parameters<typeof fullFor>[1]) =>
      fullFor(rows, respondent).map(({ key }) => key)
    expect(keys({ sex: 'P', age: 60 })).toEqual(['P', '60+'])
    expect(keys({ sex: 'L', age: 59 })).toEqual([])
    expect(keys({})).toEqual([])
  })
})

test('interviews are listed by the day of the regency, not of UTC', () => {
  const at = (text: string) => Date.parse(text)
  // 17.30 UTC is half past midnight in Jakarta.
  const rows = [at('2026-11-24T17:30:00Z'), at('2026-11-24T16:30:00Z'), at('2026-11-24T01:00:00Z')]
  const days = byDay(rows, (row) => row, 'Asia/Jakarta')
  expect(days.map(({ day, rows: { length } }) => [day, length])).toEqual([
    ['2026-11-25', 1],
    ['2026-11-24', 2],
  ])
})
