// Which tallies an answer counts in: two grains of time, and one value of every slice.
import {
  ageBandOf,
  type Education,
  type Job,
  officialEducation,
  officialJob,
} from '../../core/respondent.ts'
import type { Flag, Grain, Slice, SubmissionRow, TallyRow } from './schema.ts'

/** What names a tally. */
export type TallyName = Omit<TallyRow, 'key' | 'cells' | 'simulated'>

/** The columns of a row that decide where it counts. */
export type Counted = Pick<
  SubmissionRow,
  | 'instrument'
  | 'unit'
  | 'service'
  | 'channel'
  | 'mode'
  | 'sex'
  | 'age'
  | 'education'
  | 'job'
  | 'disability'
  | 'steered'
  | 'day'
>

export const GRAINS = ['m', 'd'] as const

/** A day `YYYY-MM-DD` as the period of a grain. */
export function periodIn(grain: Grain, day: string): string {
  return grain === 'm' ? day.slice(0, 7) : day
}

export function keyOf(name: TallyName): string {
  const { grain, period, unit, service, channel, instrument, slice, value } = name
  return `${grain}|${period}|${unit}|${service}|${channel}|${instrument}|${slice}|${value}`
}

/** One value for each slice; empty where the respondent did not say. */
export function slicesOf(row: Counted): [Slice, string][] {
  return [
    ['all', ''],
    ['sex', row.sex ?? ''],
    ['age', row.age === null ? '' : ageBandOf(row.age)],
    // The columns hold what the submission parser let through.
    ['education', row.education === null ? '' : officialEducation(row.education as Education)],
    ['job', row.job === null ? '' : officialJob(row.job as Job)],
    ['disability', yesOrNo(row.disability)],
    ['mode', row.mode],
    ['steered', yesOrNo(row.steered)],
  ]
}

function yesOrNo(flag: Flag | null): string {
  if (flag === null) return ''
  return flag === 1 ? 'yes' : 'no'
}
