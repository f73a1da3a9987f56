// How many respondents a survey needs.

/** χ² for one degree of freedom at 95%, P = Q = 0.5, d = 0.05. Source: Krejcie and Morgan (1970). */
const CHI_SQUARE = 3.841
const PQ = 0.25
const D_SQUARE = 0.0025

/**
 * Least number of respondents, to nearest, for N users of the service in the period (users, not the population).
 * @param users N, a whole number from 1
 */
export function sampleSize(users: number): number {
  if (!Number.isInteger(users) || users < 1) throw new RangeError(`users: ${users}`)
  return Math.round((CHI_SQUARE * users * PQ) / (D_SQUARE * (users - 1) + CHI_SQUARE * PQ))
}
