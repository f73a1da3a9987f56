// What the official form asks of a respondent, and the groups that results are shown by.

export const SEXES = ['L', 'P'] as const

/** Education as offered; each maps to one of the official form's six (`officialEducation`). */
export const EDUCATIONS = [
  'tidak sekolah',
  'SD',
  'SMP',
  'SMA',
  'D1',
  'D2',
  'D3',
  'D4',
  'S1',
  'S2',
  'S3',
] as const

/** Jobs as offered; the last four map to the official form's "Lainnya" (`officialJob`). */
export const JOBS = [
  'PNS',
  'TNI',
  'POLRI',
  'Swasta',
  'Wirausaha',
  'Petani',
  'Nelayan',
  'Ibu rumah tangga',
  'Pelajar',
  'Lainnya',
] as const

/** Official categories, in the form's order. Source: PermenPANRB 14/2017, questionnaire. */
export const OFFICIAL_EDUCATIONS = ['SD', 'SMP', 'SMA', 'S1', 'S2', 'S3'] as const
export const OFFICIAL_JOBS = ['PNS', 'TNI', 'POLRI', 'Swasta', 'Wirausaha', 'Lainnya'] as const

/** Age in completed years; outside is a slip of the finger. */
export const AGE_YEARS = { least: 1, most: 120 } as const

/** Age bands, by their first and last year. 60 is where Indonesian law begins "lanjut usia" (UU 13/1998). */
export const AGE_BANDS = ['0-16', '17-24', '25-34', '35-44', '45-59', '60+'] as const

export type Sex = (typeof SEXES)[number]
export type Education = (typeof EDUCATIONS)[number]
export type Job = (typeof JOBS)[number]
export type AgeBand = (typeof AGE_BANDS)[number]

/** All of it may be left out. `age` in completed years. */
export interface Respondent {
  sex?: Sex
  age?: number
  education?: Education
  job?: Job
  disability?: boolean
}

/** The official form's category: the highest of its six that the respondent completed. D4 equals S1 by law (Perpres 8/2012). */
export function officialEducation(education: Education): (typeof OFFICIAL_EDUCATIONS)[number] {
  switch (education) {
    case 'tidak sekolah':
      return 'SD'
    case 'D1':
    case 'D2':
    case 'D3':
      return 'SMA'
    case 'D4':
      return 'S1'
    default:
      return education
  }
}

/** The official form's category; what it does not name is "Lainnya". */
export function officialJob(job: Job): (typeof OFFICIAL_JOBS)[number] {
  switch (job) {
    case 'Petani':
    case 'Nelayan':
    case 'Ibu rumah tangga':
    case 'Pelajar':
      return 'Lainnya'
    default:
      return job
  }
}

/** The band that a whole age in years falls in. */
export function ageBandOf(age: number): AgeBand {
  if (age < 17) return '0-16'
  if (age < 25) return '17-24'
  if (age < 35) return '25-34'
  if (age < 45) return '35-44'
  if (age < 60) return '45-59'
  return '60+'
}
