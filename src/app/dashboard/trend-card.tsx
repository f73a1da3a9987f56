// The index month by month, with how sure it is and where the grades begin.
import { GRADE_FROM } from '../../core/grade.ts'
import { DashCard } from './dash-card.tsx'
import { LazyTrend } from './lazy-charts.tsx'
import { useSay } from './say.ts'
import { isCropped, monthsBetween, trendAxis } from './trend-axis.ts'
import type { View } from './view.ts'
import './trend-card.css'

const LIMITS = ['A', 'B', 'C'] as const

export function TrendCard({ view }: { view: View }) {
  const say = useSay()
  const { w, number } = say
  const trend = view.parts.month
  if (!trend)
    return (
      <DashCard id="tren" title={w.trend.title} class="trend-card">
        {trend === null && <p class="part-missing">{w.trouble.partMissing}</p>}
      </DashCard>
    )
  const months = monthsBetween(trend.from ?? view.filter.period.from, trend.to ?? view.today)
  const points = months.map((month) => ({
    month,
    group: trend.groups.find(({ key }) => key === month),
  }))
  const [first = '', last = ''] = [months[0], months[months.length - 1]]
  const axis = trendAxis(trend.groups)
  const index = (value: number) => number(value, 2)
  return (
    <DashCard
      id="tren"
      title={w.trend.title}
      note={w.trend.span(say.month(first), say.month(last))}
      class="trend-card"
      table={{
        head: [w.trend.month, w.table.ikm, w.csv.low, w.csv.high, w.table.grade, w.table.n],
        rows: points.map(({ month, group }) => [
          say.month(month),
          group?.ikm == null ? w.table.none : index(group.ikm),
          group?.interval ? index(group.interval.low) : w.table.none,
          group?.interval ? index(group.interval.high) : w.table.none,
          group?.grade ?? w.table.none,
          number(group?.n ?? 0),
        ]),
      }}
    >
      <div class="chart">
        <LazyTrend
          name={w.trend.chart(say.month(first), say.month(last))}
          axis={axis}
          limits={LIMITS.map((grade) => ({
            value: GRADE_FROM[grade],
            label: w.trend.limit(w.grades[grade], index(GRADE_FROM[grade])),
          }))}
          points={points.map(({ month, group }) => ({
            label: say.month(month),
            ikm: group?.ikm ?? null,
            low: group?.interval?.low ?? null,
            high: group?.interval?.high ?? null,
          }))}
          format={index}
        />
      </div>
      <p class="footnote">
        {isCropped(axis) && `${w.trend.cropped(number(axis.low), number(axis.high))} `}
        {w.trend.legend}
      </p>
    </DashCard>
  )
}
