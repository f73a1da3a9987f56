// Grades of service quality (mutu pelayanan) from an index.

export const GRADES = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof GRADES)[number]

/** Lowest IKM of each grade, 25 to 100. Round to 2 decimals first: the table leaves 88.305 in no grade.
 *  Source: PermenPANRB 14/2017, category table. */
export const GRADE_FROM = { A: 88.31, B: 76.61, C: 65, D: 25 } as const

/** Below this n no grade is given: the number and its n stand alone. */
export const LEAST_N_FOR_GRADE = 30

/** Grade of an index that was already rounded to 2 decimals, whatever n it is from. */
export function gradeOf(ikmOf100: number): Grade {
  if (ikmOf100 >= GRADE_FROM.A) return 'A'
  if (ikmOf100 >= GRADE_FROM.B) return 'B'
  if (ikmOf100 >= GRADE_FROM.C) return 'C'
  return 'D'
}

/** The grade that may be shown: withheld (`null`) below the least n. One element is graded the same way on NRR × 25. */
export function shownGrade(ikmOf100: number | null, n: number): Grade | null {
  return ikmOf100 === null || n < LEAST_N_FOR_GRADE ? null : gradeOf(ikmOf100)
}
