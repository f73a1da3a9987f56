// How far the assignment is: the number, the bar, the quotas, and what is beyond them.
import type { JSX } from 'preact'
import type { Assignment } from '../../core/wire.ts'
import type { LocalProgress } from '../../device/interviews.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { dayText } from './moment-text.ts'
import { groupName } from './quota-warnings.ts'
import { madeOf, quotaRows } from './tasks.ts'
import './progress-card.css'

export interface ProgressCardProps {
  assignment: Assignment
  local: LocalProgress
  /** People of this assignment who would not be interviewed. */
  refusals: number
}

export function ProgressCard({ assignment, local, refusals }: ProgressCardProps): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].progress
  const number = (n: number) => formatNumber(n, language.value)
  const { target } = assignment
  const n = madeOf(assignment, local)
  const rows = quotaRows(assignment, local)
  return (
    <section class="progress-card" aria-label={words.bar(number(n), number(target))}>
      <p class="progress-made">
        <strong>{number(n)}</strong>{' '}
        <span>{words.of(number(target), dayText(assignment.to, language.value))}</span>
      </p>
      <div class="progress-bar" aria-hidden="true">
        <i style={{ inlineSize: `${Math.min(100, (n / Math.max(1, target)) * 100)}%` }} />
      </div>
      {n >= target && <p class="progress-warning">{words.reached}</p>}
      <dl>
        {rows.map((row) => (
          <div key={row.key} class={row.n > row.of ? 'progress-over' : undefined}>
            <dt>{groupName(row, language.value)}</dt>
            <dd>
              {row.n >= row.of && <em>{row.n > row.of ? words.over : words.full}</em>}{' '}
              {number(row.n)} / {number(row.of)}
            </dd>
          </div>
        ))}
        {refusals > 0 && (
          <div>
            <dt>{words.refusals}</dt>
            <dd>{number(refusals)}</dd>
          </div>
        )}
      </dl>
      {rows.length > 0 && n > local.n && <p class="progress-note">{words.partial}</p>}
    </section>
  )
}
