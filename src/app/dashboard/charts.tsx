// The only file that knows Chart.js: the line of the index with its band, and the bars of answers per day.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js'
import { useEffect, useRef } from 'preact/hooks'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
)

/** One month: `null` where there was no answer, so the line is open there. */
interface TrendPoint {
  label: string
  ikm: number | null
  low: number | null
  high: number | null
}

export interface TrendChartProps {
  /** What it shows, for those who do not see it. */
  name: string
  points: readonly TrendPoint[]
  /** Lines across, as `batas Baik 76,61`. */
  limits: readonly { value: number; label: string }[]
  axis: { low: number; high: number }
  format: (ikm: number) => string
}

export interface BarsChartProps {
  name: string
  labels: readonly string[]
  values: readonly number[]
  format: (count: number) => string
}

export function TrendChart(props: TrendChartProps) {
  return (
    <Canvas
      name={props.name}
      config={trendConfig(props)}
      under={(chart) => drawLimits(chart, props.limits)}
      over={(chart) => drawLast(chart, props.format)}
    />
  )
}

export function BarsChart(props: BarsChartProps) {
  return <Canvas name={props.name} config={barsConfig(props)} />
}

type Drawn = Chart<'line' | 'bar', (number | null)[], string>
type Config = ChartConfiguration<'line' | 'bar', (number | null)[], string>

interface CanvasProps {
  name: string
  config: Config
  /** Draws below the data, and above it. */
  under?: (chart: Drawn) => void
  over?: (chart: Drawn) => void
}

/** Draws a chart, and on a change moves the same one: nothing flickers. */
function Canvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<Drawn | null>(null)
  // A chart keeps the plugins it was made with; these ask for what is drawn now.
  const latest = useRef(props)
  latest.current = props
  const { config } = props
  useEffect(() => {
    if (!canvas.current) return
    if (chart.current) {
      chart.current.data = config.data
      if (config.options) chart.current.options = config.options
      chart.current.update('none')
      return
    }
    const marks: Plugin<'line' | 'bar'> = {
      id: 'marks',
      beforeDatasetsDraw: () => {
        if (chart.current) latest.current.under?.(chart.current)
      },
      afterDatasetsDraw: () => {
        if (chart.current) latest.current.over?.(chart.current)
      },
    }
    chart.current = new Chart(canvas.current, { ...config, plugins: [marks] })
    // The first drawing came before there was a chart to mark.
    chart.current.draw()
  }, [config])
  useEffect(() => {
    // Paper is narrower than the screen, and a drawing does not flow: it is drawn again for it.
    const toPaper = () => chart.current?.resize(PAPER.width, PAPER.height)
    const toScreen = () => chart.current?.resize()
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', toScreen)
    return () => {
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', toScreen)
      chart.current?.destroy()
    }
  }, [])
  return <canvas ref={canvas} role="img" aria-label={props.name} />
}

function trendConfig({ points, axis, format }: TrendChartProps): Config {
  const river = token('--river')
  const side = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, spanGaps: false }
  return {
    type: 'line',
    data: {
      labels: points.map(({ label }) => label),
      datasets: [
        {
          data: points.map(({ ikm }) => ikm),
          borderColor: river,
          borderWidth: 2.5,
          pointBackgroundColor: token('--surface'),
          pointBorderColor: river,
          pointBorderWidth: 2.5,
          pointRadius: 4.5,
          pointHoverRadius: 6,
          pointHitRadius: 16,
        },
        { ...side, data: points.map(({ low }) => low) },
        {
          ...side,
          data: points.map(({ high }) => high),
          fill: '-1',
          backgroundColor: `${river}22`,
        },
      ],
    },
    options: {
      ...COMMON,
      layout: { padding: { top: 18, right: 14 } },
      plugins: {
        tooltip: {
          ...COMMON.plugins.tooltip,
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: {
            label: ({ dataIndex }) => {
              const point = points[dataIndex]
              if (!point || point.ikm === null) return ''
              const margin =
                point.low === null || point.high === null
                  ? ''
                  : ` (${format(point.low)}–${format(point.high)})`
              return `IKM ${format(point.ikm)}${margin}`
            },
          },
        },
      },
      scales: {
        x: axisX(),
        y: {
          ...axisY(),
          min: axis.low,
          max: axis.high,
          ticks: { ...ticks(), stepSize: axis.high - axis.low > 25 ? 10 : 5 },
        },
      },
    },
  }
}

function barsConfig({ labels, values, format }: BarsChartProps): Config {
  return {
    type: 'bar',
    data: {
      labels: [...labels],
      datasets: [
        {
          data: [...values],
          backgroundColor: token('--score-3'),
          hoverBackgroundColor: token('--river'),
          borderRadius: 3,
          maxBarThickness: 26,
          categoryPercentage: 0.9,
          barPercentage: 0.9,
        },
      ],
    },
    options: {
      ...COMMON,
      plugins: {
        tooltip: {
          ...COMMON.plugins.tooltip,
          callbacks: { label: ({ parsed }) => format(parsed.y ?? 0) },
        },
      },
      scales: {
        x: axisX(),
        y: { ...axisY(), beginAtZero: true, ticks: { ...ticks(), precision: 0, maxTicksLimit: 5 } },
      },
    },
  }
}

// No animation: figures are replaced every minute, and a moving line would say that they moved.
const COMMON = {
  responsive: true,
  maintainAspectRatio: false,
  animation: false,
  interaction: { mode: 'index', intersect: false },
  plugins: { tooltip: { displayColors: false, padding: 10, cornerRadius: 10 } },
} as const

function ticks() {
  return { color: token('--ink-2'), font: { family: token('--font'), size: 12 } }
}

function axisX() {
  return {
    border: { display: false },
    grid: { display: false },
    ticks: { ...ticks(), maxRotation: 0, autoSkipPadding: 12 },
  }
}

function axisY() {
  return { border: { display: false }, grid: { color: token('--line') } }
}

/** A chart on A4 between its margins, px; the print stylesheet leaves this height. */
const PAPER = { width: 664, height: 190 } as const
/** Room that a word needs from the next, px. */
const WORD_ROOM = 36

/** Lines across where a grade begins; their words keep clear of the last value. */
function drawLimits(chart: Drawn, limits: TrendChartProps['limits']) {
  const { ctx, chartArea, scales } = chart
  const { y } = scales
  if (!y) return
  const last = lastPoint(chart)
  ctx.save()
  ctx.font = `500 12px ${token('--font')}`
  ctx.setLineDash([4, 4])
  ctx.strokeStyle = token('--rattan')
  ctx.fillStyle = LIMIT_INK
  for (const { value, label } of limits) {
    if (value <= y.min || value >= y.max) continue
    const at = y.getPixelForValue(value)
    const crowded = last !== null && Math.abs(last.y - at) < WORD_ROOM
    ctx.beginPath()
    ctx.moveTo(chartArea.left, at)
    ctx.lineTo(chartArea.right, at)
    ctx.stroke()
    ctx.textAlign = crowded ? 'left' : 'right'
    ctx.fillText(label, crowded ? chartArea.left : chartArea.right, at - 5)
  }
  ctx.restore()
}

/** The last value stands at its point, as a reader looks for it first; below it where the line comes down. */
function drawLast(chart: Drawn, format: (ikm: number) => string) {
  const last = lastPoint(chart)
  if (!last) return
  const { ctx, chartArea } = chart
  ctx.save()
  ctx.font = `700 13.5px ${token('--font')}`
  ctx.fillStyle = token('--ink')
  ctx.textAlign = 'right'
  const y = last.falls ? last.y + 23 : last.y - 13
  ctx.fillText(format(last.value), Math.min(last.x + 14, chartArea.right + 12), y)
  ctx.restore()
}

function lastPoint(chart: Drawn): { value: number; x: number; y: number; falls: boolean } | null {
  const values = chart.data.datasets[0]?.data ?? []
  const at = values.reduce<number>((found, value, i) => (value === null ? found : i), -1)
  const value = values[at]
  const point = chart.getDatasetMeta(0).data[at]
  if (typeof value !== 'number' || !point) return null
  const before = values[at - 1]
  return { value, x: point.x, y: point.y, falls: typeof before === 'number' && before > value }
}

/** Dark rattan: the token itself is too light for small type. */
const LIMIT_INK = '#7d4a08'

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
