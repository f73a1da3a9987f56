// From what a planner wants in all to one assignment for each person in each village.
import { sampleSize } from '../../../core/sample.ts'
import type { Quotas, Service, SurveyPeriod } from '../../../core/wire.ts'
import type { AssignmentChange } from '../../../core/wire-field.ts'

/** What is wanted in all; an edit has one village and one person. */
export interface Plan extends Omit<AssignmentChange, 'village' | 'device' | 'target'> {
  /** One a line. */
  villages: string
  devices: string[]
  /** `null` = not typed yet. */
  target: number | null
}

/** Villages without those that are named twice. */
export function villagesOf({ villages }: Pick<Plan, 'villages'>): string[] {
  const lines = villages.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** One for each person in each village; target and quotas are shared out evenly, what is left over goes to the first. */
export function assignmentsOf(plan: Plan): AssignmentChange[] {
  const { villages: _, devices, target, quotas, ...same } = plan
  const pairs = villagesOf(plan).flatMap((village) =>
    devices.map((device) => ({ village, device })),
  )
  return pairs.map(({ village, device }, i) => {
    const part = (whole: number) => partOf(whole, pairs.length, i)
    return { ...same, village, device, target: part(target ?? 0), quotas: each(quotas, part) }
  })
}

/** Interviews that the services ask for by their users (N), each by Krejcie and Morgan; `null` where no N is known. */
export function sampleWanted(
  services: readonly Service[],
  period: string,
): { target: number; services: number; unknown: number } | null {
  const users = services.map((service) => service.users?.[period] ?? 0).filter((n) => n > 0)
  if (users.length === 0) return null
  const target = users.reduce((sum, n) => sum + sampleSize(n), 0)
  return { target, services: users.length, unknown: services.length - users.length }
}

/** The survey period that these days lie in; `undefined` = none. */
export function periodWith(
  periods: readonly SurveyPeriod[],
  { from, to }: { from: string; to: string },
): SurveyPeriod | undefined {
  return periods.find((period) => from !== '' && period.from <= from && to <= period.to)
}

/** Parts differ by one at most and add up to the whole. */
function partOf(whole: number, parts: number, at: number): number {
  return Math.floor(whole / parts) + (at < whole % parts ? 1 : 0)
}

function each({ sex, age }: Quotas, part: (whole: number) => number): Quotas {
  return { ...(sex ? { sex: mapped(sex, part) } : {}), ...(age ? { age: mapped(age, part) } : {}) }
}

function mapped<K extends string>(
  counts: Partial<Record<K, number>>,
  part: (whole: number) => number,
): Partial<Record<K, number>> {
  const shared: Partial<Record<K, number>> = {}
  for (const key in counts) {
    const whole = counts[key]
    if (whole !== undefined) shared[key] = part(whole)
  }
  return shared
}
