// What a planner should look at, each computed from the results; nothing here is typed in.

import type { Grade } from '../../core/grade.ts'
import { LEAST_N_FOR_GRADE } from '../../core/grade.ts'
import type { ElementKey } from '../../core/instrument.ts'
import type { ElementResult, Results } from '../../core/wire.ts'

export type Concern =
  /** The index fell, and the test says that it is not chance. Points of 100, positive. */
  | { kind: 'index-fell'; by: number; before: number }
  /** The same for elements, deepest fall first. Points of 1 to 4, positive. */
  | { kind: 'elements-fell'; elements: { key: ElementKey; by: number; before: number }[] }
  /** Elements graded C or D, lowest first. */
  | { kind: 'elements-low'; elements: { key: ElementKey; grade: Grade; nrr: number }[] }
  /** Answers other than "Gratis" where the tariff is Rp 0, by service, most first. */
  | {
      kind: 'levy'
      count: number
      n: number
      services: { unit: string; service: string; count: number; n: number }[]
    }
  /** Units or services with too few answers for a grade, fewest first; `n` may be 0. */
  | { kind: 'too-few'; groups: { key: string; n: number }[] }
  /** Share of those who answered the question that say an officer steered them. */
  | { kind: 'steered'; yes: number; n: number }

/**
 * @param results of the period
 * @param compared the units, or the services of the chosen unit, that ought to have answers: key and n, 0 for none
 */
export function concernsOf(
  results: Results,
  compared: readonly { key: string; n: number }[],
): Concern[] {
  return [
    ...indexFell(results),
    ...elementsFell(results.elements),
    ...elementsLow(results.elements),
    ...levy(results),
    ...tooFew(compared),
    ...steered(results),
  ]
}

function indexFell({ change }: Results): Concern[] {
  if (change?.significant !== true || change.difference >= 0) return []
  return [{ kind: 'index-fell', by: -change.difference, before: change.ikm }]
}

function elementsFell(elements: readonly ElementResult[]): Concern[] {
  const fallen = elements.flatMap(({ key, nrr, change }) =>
    nrr !== null && change?.significant === true && change.difference < 0
      ? [{ key, by: -change.difference, before: nrr - change.difference }]
      : [],
  )
  if (fallen.length === 0) return []
  return [{ kind: 'elements-fell', elements: fallen.sort((a, b) => b.by - a.by) }]
}

function elementsLow(elements: readonly ElementResult[]): Concern[] {
  const low = elements.flatMap(({ key, nrr, grade }) =>
    nrr !== null && (grade === 'C' || grade === 'D') ? [{ key, grade, nrr }] : [],
  )
  if (low.length === 0) return []
  return [{ kind: 'elements-low', elements: low.sort((a, b) => a.nrr - b.nrr) }]
}

function levy({ levySigns }: Results): Concern[] {
  const services = levySigns.filter((sign) => sign.count > 0).sort((a, b) => b.count - a.count)
  if (services.length === 0) return []
  const sum = (of: 'count' | 'n') => services.reduce((total, sign) => total + sign[of], 0)
  return [{ kind: 'levy', count: sum('count'), n: sum('n'), services }]
}

function tooFew(compared: readonly { key: string; n: number }[]): Concern[] {
  const groups = compared.filter(({ n }) => n < LEAST_N_FOR_GRADE).sort((a, b) => a.n - b.n)
  return groups.length === 0 ? [] : [{ kind: 'too-few', groups }]
}

function steered({ steered: { n, yes } }: Results): Concern[] {
  return yes === 0 || n === 0 ? [] : [{ kind: 'steered', yes, n }]
}
