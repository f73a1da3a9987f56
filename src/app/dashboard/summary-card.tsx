// The index itself: how large, how sure, what grade, from how many, and what changed.
import { LEAST_N_FOR_GRADE } from '../../core/grade.ts'
import { roundHalfUp } from '../../core/rounding.ts'
import type { Results } from '../../core/wire.ts'
import { periodName } from './names.ts'
import { choiceBefore } from './period-choice.ts'
import { type Say, useSay } from './say.ts'
import type { View } from './view.ts'
import { weightsText } from './weights-text.ts'
import './summary-card.css'

export function SummaryCard({ view }: { view: View }) {
  const say = useSay()
  const { w, number } = say
  const { main } = view
  return (
    <section class="summary-card" id="ringkasan" aria-labelledby="ringkasan-title">
      <h2 id="ringkasan-title">{w.summary.title}</h2>
      <p class="ikm">{main.ikm === null ? w.table.none : number(main.ikm, 2)}</p>
      <p class="margin">{marginText(main, say)}</p>
      <ChangeLine view={view} />
      {main.meanOfUnits !== null && (
        <dl class="means">
          <div>
            <dt>{w.summary.pooled}</dt>
            <dd>{main.ikm === null ? w.table.none : number(main.ikm, 2)}</dd>
          </div>
          <div>
            <dt>{w.summary.meanOfUnits}</dt>
            <dd>{number(main.meanOfUnits, 2)}</dd>
          </div>
        </dl>
      )}
      <dl class="foot">
        <div>
          <dt>{w.summary.grade}</dt>
          <dd>{gradeText(main, say)}</dd>
        </div>
        <div>
          <dt>{w.summary.respondents}</dt>
          <dd>{number(main.n)}</dd>
        </div>
      </dl>
      {main.population && <p class="small">{populationText(main, main.population, say)}</p>}
      <p class="small">{weightsText(main, view.catalogue, w)}</p>
    </section>
  )
}

function ChangeLine({ view }: { view: View }) {
  const { w, language, number } = useSay()
  const before = periodName(choiceBefore(view.filter.period), w, language)
  const { change } = view.main
  if (!change) return <p class="change">{w.summary.noBefore(before)}</p>
  const rose = change.difference > 0
  const sign = change.difference === 0 ? '▬' : rose ? '▲' : '▼'
  return (
    <p class="change">
      <strong>
        <span aria-hidden="true">{sign} </span>
        <span class="unseen">{changeWord(change.difference, w)} </span>
        {number(Math.abs(change.difference), 2)}
      </strong>{' '}
      {w.summary.from(before)}
      <br />
      <strong>{significanceText(change.significant, w)}</strong>
      <span class="then"> · {w.summary.beforeWas(number(change.ikm, 2), number(change.n))}</span>
    </p>
  )
}

function changeWord(difference: number, w: Say['w']): string {
  if (difference === 0) return w.elements.same
  return (difference > 0 ? w.elements.rose('') : w.elements.fell('')).trim()
}

function significanceText(significant: boolean | null, w: Say['w']): string {
  if (significant === null) return w.summary.untestable
  return significant ? w.summary.significant : w.summary.notSignificant
}

function marginText({ ikm, interval }: Results, { w, number }: Say): string {
  if (ikm === null) return w.summary.noIndex
  if (!interval) return w.summary.noMargin
  const below = roundHalfUp(ikm - interval.low, 2)
  const above = roundHalfUp(interval.high - ikm, 2)
  // At the ends of the scale the interval is cut and has no one margin.
  return Math.abs(below - above) < 0.015
    ? w.summary.margin(number(above, 2))
    : w.summary.between(number(interval.low, 2), number(interval.high, 2))
}

/** Whether as many answered as the number of users asks for. */
function populationText(
  { n }: Results,
  { users, sample }: NonNullable<Results['population']>,
  { w, number }: Say,
): string {
  return n < sample
    ? w.population.missing(number(sample - n), number(sample), number(users))
    : w.population.reached(number(sample), number(users))
}

function gradeText({ grade, ikm, n }: Results, { w }: Say): string {
  if (grade) return `${grade} · ${w.grades[grade]}`
  if (ikm === null || n >= LEAST_N_FOR_GRADE) return w.table.none
  return `${w.summary.withheld} ${w.summary.withheldWhy(LEAST_N_FOR_GRADE)}`
}
