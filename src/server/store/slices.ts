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

/** In place of a unit, a service and a channel: all of the regency. */
export const WHOLE = { unit: '', service: '', channel: '' } as const

/** Every tally of its elements that a row counts in. */
export function namesOf(row: Counted, grains: readonly Grain[]): TallyName[] {
  return namesIn(row, slicesOf(row), grains)
}

/** Every tally that a row's answer to one of the survey's own questions counts in. */
export function extraNamesOf(row: Counted, key: string, grains: readonly Grain[]): TallyName[] {
  return namesIn(row, [['extra', key]], grains)
}

function namesIn(
  row: Counted,
  slices: readonly [Slice, string][],
  grains: readonly Grain[],
): TallyName[] {
  const { unit, service, channel, instrument } = row
  const names: TallyName[] = []
  for (const grain of grains) {
    const period = grain === 'm' ? row.day.slice(0, 'YYYY-MM'.length) : row.day
    for (const [slice, value] of slices) {
      names.push({ grain, period, unit, service, channel, instrument, slice, value })
      names.push({ grain, period, ...WHOLE, instrument, slice, value })
    }
  }
  return names
}

export function keyOf(name: TallyName): string {
  const { grain, period, unit, service, channel, instrument, slice, value } = name
  return `${grain}|${period}|${unit}|${service}|${channel}|${instrument}|${slice}|${value}`
}

/** One value for each slice; empty where the respondent did not say. */
function slicesOf(row: Counted): [Slice, string][] {
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
