// When the answers came: a bar for each day, also for those without any.
import { dayAfter, daysIn } from '../../core/period.ts'
import { DashCard } from './dash-card.tsx'
import { LazyBars } from './lazy-charts.tsx'
import { useSay } from './say.ts'
import type { View } from './view.ts'
import './days-card.css'

export function DaysCard({ view }: { view: View }) {
  const say = useSay()
  const { w, number } = say
  const days = view.parts.day
  const counted = daysOf(view)
  const answered = counted.filter(({ n }) => n > 0)
  return (
    <DashCard
      id="hari"
      title={w.days.title}
      note={days ? w.days.total(number(days.n), number(answered.length)) : undefined}
      class="days-card"
      table={
        days
          ? {
              head: [w.days.day, w.days.answers],
              rows: answered.map(({ day, n }) => [say.day(day), number(n)]),
            }
          : undefined
      }
    >
      {days === null && <p class="part-missing">{w.trouble.partMissing}</p>}
      <div class="chart">
        {days && (
          <LazyBars
            name={w.days.chart}
            labels={counted.map(({ day }) => say.shortDay(day))}
            values={counted.map(({ n }) => n)}
            format={(count) => `${number(count)} ${w.days.answers.toLowerCase()}`}
          />
        )}
      </div>
    </DashCard>
  )
}

/** Every day of the period until today, also those without an answer. */
function daysOf({ filter: { period }, parts, today }: View): { day: string; n: number }[] {
  const counts = new Map(parts.day?.groups.map(({ key, n }) => [key, n]))
  const to = period.to < today || period.from > today ? period.to : today
  return Array.from({ length: daysIn({ from: period.from, to }) }, (_, i) => {
    const day = dayAfter(period.from, i)
    return { day, n: counts.get(day) ?? 0 }
  })
}
