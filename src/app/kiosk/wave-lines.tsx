// The river behind the first screen: still lines, drawn once, that swell and calm down again.
import type { JSX } from 'preact'

const WIDTH = 1280
const HEIGHT = 832
const ROW = 26
const STEP = 25

export function WaveLines(): JSX.Element {
  return (
    <svg
      class="wave-lines"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <path d={LINES} />
    </svg>
  )
}

const LINES = Array.from({ length: HEIGHT / ROW + 1 }, (_, row) => lineAt(row)).join('')

/** One line: crests every two steps, their height drifting slowly along and across, as in a woven cloth. */
function lineAt(row: number): string {
  const y = row * ROW + 10
  const points = Array.from({ length: Math.ceil(WIDTH / STEP) + 2 }, (_, i) => {
    const drift = Math.sin(i * 0.16 + row * 0.72) * Math.cos(i * 0.05 - row * 0.31)
    const height = 1 + 7.5 * Math.max(0, drift) ** 0.8
    return Math.round((y + (i % 2 ? height : -height)) * 10) / 10
  })
  // Level control points on both sides of every crest make the line smooth.
  const half = STEP / 2
  const curve = points
    .slice(1)
    .map(
      (to, i) =>
        `C${i * STEP + half} ${points[i]} ${i * STEP + half} ${to} ${(i + 1) * STEP} ${to}`,
    )
  return `M0 ${points[0]}${curve.join('')}`
}
