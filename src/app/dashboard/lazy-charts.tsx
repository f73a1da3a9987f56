// Brings the charts in after the figures are readable: Chart.js is never in the way of a number.
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import type { BarsChartProps, TrendChartProps } from './charts.tsx'
import { useSay } from './say.ts'

export function LazyTrend(props: TrendChartProps) {
  return <Lazy load={loadTrend} props={props} />
}

export function LazyBars(props: BarsChartProps) {
  return <Lazy load={loadBars} props={props} />
}

const loadTrend = async () => (await import('./charts.tsx')).TrendChart
const loadBars = async () => (await import('./charts.tsx')).BarsChart

interface LazyProps<P> {
  load: () => Promise<FunctionComponent<P>>
  props: P
}

function Lazy<P extends object>({ load, props }: LazyProps<P>) {
  const { w } = useSay()
  const [loaded, setLoaded] = useState<{ Drawing: FunctionComponent<P> } | 'failed' | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let left = false
    load().then(
      (Drawing) => left || setLoaded({ Drawing }),
      () => left || setLoaded('failed'),
    )
    return () => {
      left = true
    }
  }, [load, tries])
  if (loaded === 'failed')
    return (
      <p class="part-missing">
        {w.trouble.partMissing}{' '}
        <Button onClick={() => setTries(tries + 1)}>{w.trouble.retry}</Button>
      </p>
    )
  return loaded && <loaded.Drawing {...props} />
}
