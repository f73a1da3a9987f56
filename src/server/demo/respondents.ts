// Simulated people: who they are, as far as the form asks.
import type { Education, Job, Respondent, Sex } from '../../core/respondent.ts'
import type { Chance } from './chance.ts'

/** Share who leave one question about themselves out. */
const SKIPPED = 0.06
const DISABLED = 0.025

const AGES: readonly (readonly [readonly [number, number], number])[] = [
  [[17, 24], 17],
  [[25, 34], 27],
  [[35, 44], 26],
  [[45, 59], 23],
  [[60, 78], 7],
]

const EDUCATIONS: readonly (readonly [Education, number])[] = [
  ['tidak sekolah', 2],
  ['SD', 14],
  ['SMP', 18],
  ['SMA', 41],
  ['D3', 7],
  ['D4', 1],
  ['S1', 15],
  ['S2', 2],
]

const SCHOOLED: readonly Education[] = ['SMA', 'D1', 'D2', 'D3', 'D4', 'S1', 'S2', 'S3']

export function aRespondent(chance: Chance): Respondent {
  const sex: Sex = chance.happens(0.52) ? 'P' : 'L'
  const [from, to] = chance.weighted(AGES)
  const age = from + chance.below(to - from + 1)
  const education = chance.weighted(EDUCATIONS)
  const said: Required<Respondent> = {
    sex,
    age,
    education,
    job: aJob(chance, { sex, age, education }),
    disability: chance.happens(DISABLED),
  }
  const kept = Object.entries(said).filter(() => !chance.happens(SKIPPED))
  // Fields left out of a whole respondent leave a respondent.
  return Object.fromEntries(kept) as Respondent
}

function aJob(chance: Chance, who: { sex: Sex; age: number; education: Education }): Job {
  const schooled = SCHOOLED.includes(who.education)
  const jobs: (readonly [Job, number])[] = [
    ['Swasta', 24],
    ['Wirausaha', 17],
    ['Petani', schooled ? 10 : 30],
    ['Nelayan', who.sex === 'L' && !schooled ? 7 : 1],
    ['Lainnya', 7],
    ['PNS', schooled && who.age >= 22 && who.age < 60 ? 11 : 0],
    ['TNI', schooled && who.sex === 'L' && who.age < 55 ? 1 : 0],
    ['POLRI', schooled && who.age < 55 ? 1 : 0],
    ['Ibu rumah tangga', who.sex === 'P' ? 32 : 0],
    ['Pelajar', who.age < 24 ? 45 : 0],
  ]
  return chance.weighted(jobs)
}
