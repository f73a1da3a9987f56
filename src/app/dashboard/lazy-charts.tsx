// Brings the charts in after the figures are readable: Chart.js is never in the way of a number.
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import type { BarsChartProps, TrendChartProps } from './charts.tsx'
import { useSay } from './say.ts'

type Charts = typeof import('./charts.tsx')

export function LazyTrend(props: TrendChartProps) {
  return <Lazy draw={({ TrendChart }) => <TrendChart {...props} />} />
}

export function LazyBars(props: BarsChartProps) {
  return <Lazy draw={({ BarsChart }) => <BarsChart {...props} />} />
}

function Lazy({ draw }: { draw: (charts: Charts) => preact.JSX.Element }) {
  const { w } = useSay()
  const [charts, setCharts] = useState<Charts | 'failed' | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let left = false
    import('./charts.tsx').then(
      (module) => left || setCharts(module),
      () => left || setCharts('failed'),
    )
    return () => {
      left = true
    }
  }, [tries])
  if (charts === 'failed')
    return (
      <p class="part-missing">
        {w.trouble.partMissing}{' '}
        <Button onClick={() => setTries(tries + 1)}>{w.trouble.retry}</Button>
      </p>
    )
  return charts ? draw(charts) : null
}
