// What an enumerator is to do, and how far it is: assignments, or the own unit where there is none.
import { type Instrument, instrumentName } from '../../core/instrument.ts'
import {
  AGE_BANDS,
  type AgeBand,
  ageBandOf,
  type Respondent,
  SEXES,
  type Sex,
} from '../../core/respondent.ts'
import type { Assignment, DeviceSetup, Service, Unit } from '../../core/wire.ts'
import type { LocalProgress } from '../../device/interviews.ts'
import type { Asking } from './interview-form.ts'

/** Where to interview about what. */
export interface Task {
  /** `null` = outside any assignment. */
  assignment: Assignment | null
  unit: Unit
  above: readonly string[]
}

/** The assignments in the setup's order, the first to end first; without any the device's own unit. Never empty. */
export function tasksOf(setup: DeviceSetup): [Task, ...Task[]] {
  const own: Task = { assignment: null, unit: setup.unit, above: setup.above ?? [] }
  const [first, ...others] = setup.assignments.map(
    (assignment): Task => ({ assignment, unit: assignment.unit, above: assignment.above }),
  )
  return first ? [first, ...others] : [own]
}

/** The task that an interview was made for, also where its assignment is no longer in the setup. */
export function taskOf(
  setup: DeviceSetup,
  { assignment, unit, service }: { assignment?: string; unit: string; service: string },
): Task {
  const own: Task = { assignment: null, unit: setup.unit, above: setup.above ?? [] }
  const tasks = [...tasksOf(setup), own]
  const same = tasks.find((task) => assignment && task.assignment?.id === assignment)
  const found = same ?? tasks.find((task) => task.unit.id === unit)
  if (found) return same ? found : { ...found, assignment: null }
  const gone: Service = { id: service, name: service, standard: {} }
  return {
    assignment: null,
    unit: { id: unit, name: unit, short: unit, services: [gone] },
    above: [],
  }
}

/** A service of the task by its id; one that is no longer offered keeps its id as its name. */
export function serviceOf(task: Task, id: string): Service {
  return task.unit.services.find((one) => one.id === id) ?? { id, name: id, standard: {} }
}

/** What the questions of an interview need; `null` when its questionnaire is not on this device. */
export function askingOf(
  setup: DeviceSetup,
  task: Task,
  interview: { instrument: string; service: string },
  kept: readonly Instrument[] = [],
): Asking | null {
  const instrument = [...setup.instruments, ...kept].find(
    (one) => instrumentName(one) === interview.instrument,
  )
  if (!instrument) return null
  return {
    instrument,
    order: setup.regency.printedOrder,
    above: task.above,
    freeByLaw: Boolean(serviceOf(task, interview.service).freeByLaw),
  }
}

/** Whether an assignment has begun and not ended. @param today `YYYY-MM-DD` in the regency's time zone */
export function timeOf(
  { from, to }: Pick<Assignment, 'from' | 'to'>,
  today: string,
): 'coming' | 'running' | 'over' {
  if (today < from) return 'coming'
  return today > to ? 'over' : 'running'
}

/** Interviews of an assignment: the greater of what is here, and what the server has with what it cannot have yet. */
export function madeOf({ received }: Pick<Assignment, 'received'>, local: LocalProgress): number {
  return Math.max(local.n, received + local.unsent)
}

type QuotaGroup = { kind: 'sex'; key: Sex } | { kind: 'age'; key: AgeBand }
export type QuotaRow = QuotaGroup & { n: number; of: number }

/** Each group that has a quota, with how many of it are here. */
export function quotaRows(
  { quotas }: Pick<Assignment, 'quotas'>,
  local: Pick<LocalProgress, 'sex' | 'age'>,
): QuotaRow[] {
  const sexes = [...SEXES].reverse().flatMap((key): QuotaRow[] => {
    const of = quotas.sex?.[key]
    return of === undefined ? [] : [{ kind: 'sex', key, n: local.sex[key] ?? 0, of }]
  })
  const bands = AGE_BANDS.flatMap((key): QuotaRow[] => {
    const of = quotas.age?.[key]
    return of === undefined ? [] : [{ kind: 'age', key, n: local.age[key] ?? 0, of }]
  })
  return [...sexes, ...bands]
}

/** The full groups that this respondent belongs to: one more would go beyond the quota. */
export function fullFor(rows: readonly QuotaRow[], { sex, age }: Respondent): QuotaRow[] {
  const band = age === undefined ? null : ageBandOf(age)
  return rows.filter((row) => row.n >= row.of && (row.key === sex || row.key === band))
}
