// The page when it has no figures to show: on their way, none in the period, or not to be had.
import type { Trouble } from '../trouble.ts'
import { Button } from '../ui/button.tsx'
import { type Filter, withUnit } from './filter.ts'
import { periodName } from './names.ts'
import { nearestWithAnswers } from './period-choice.ts'
import { triesAgain } from './refresher.ts'
import { useSay } from './say.ts'
import type { View } from './view.ts'
import './states.css'

/** The shape of the page, empty, so that nothing jumps when the figures come. */
export function Skeleton() {
  const { w } = useSay()
  return (
    <div class="skeleton">
      <p class="unseen" role="status">
        {w.bar.loading}
      </p>
      {['number', 'list', 'list', 'table', 'chart'].map((shape, i) => (
        <div key={i} class={`bone ${shape}`} />
      ))}
    </div>
  )
}

interface EmptyProps {
  view: View
  onFilter: (filter: Filter) => void
}

/** Only after a question was answered with "none": a failure never looks like this. */
export function Empty({ view, onFilter }: EmptyProps) {
  const { w, language } = useSay()
  const { filter, catalogue, parts } = view
  const months = (parts.month?.groups ?? []).flatMap(({ key, n }) => (key && n > 0 ? [key] : []))
  const nearest = nearestWithAnswers(filter.period, months)
  return (
    <section class="state" role="status">
      <h2>{w.empty.title(periodName(filter.period, w, language))}</h2>
      <p>{catalogue.days ? w.empty.filtered : w.empty.none}</p>
      <div class="actions">
        {nearest && (
          <Button look="main" onClick={() => onFilter({ ...filter, period: nearest })}>
            {w.empty.nearest(periodName(nearest, w, language))}
          </Button>
        )}
        {filter.unit !== null && (
          <Button onClick={() => onFilter(withUnit(filter, null))}>{w.empty.allUnits}</Button>
        )}
      </div>
    </section>
  )
}

interface FailedProps {
  trouble: Trouble
  onRetry: () => void
}

export function Failed({ trouble, onRetry }: FailedProps) {
  const { w } = useSay()
  return (
    <section class="state" role="alert">
      <h2>{w.trouble[`${trouble}Title`]}</h2>
      <p>
        {w.trouble[`${trouble}Text`]} {triesAgain(trouble) && w.trouble.again}
      </p>
      <div class="actions">
        <Button look="main" onClick={onRetry}>
          {w.trouble.retry}
        </Button>
      </div>
    </section>
  )
}

/** The address names a unit or service that there is not. */
export function UnknownFilter({ onShowAll }: { onShowAll: () => void }) {
  const { w } = useSay()
  return (
    <section class="state" role="alert">
      <h2>{w.trouble.unknownFilterTitle}</h2>
      <p>{w.trouble.unknownFilterText}</p>
      <div class="actions">
        <Button look="main" onClick={onShowAll}>
          {w.trouble.showAll}
        </Button>
      </div>
    </section>
  )
}
