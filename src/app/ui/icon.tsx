// The few signs of the app, drawn with one stroke; always beside words, so hidden from screen readers.
import type { JSX } from 'preact'
import './icon.css'

const PATHS = {
  waves: [
    'M4 9.5c1.6-2 3.4-2 5 0s3.4 2 5 0 3.4-2 5 0',
    'M4 15.5c1.6-2 3.4-2 5 0s3.4 2 5 0 3.4-2 5 0',
  ],
  forward: ['M4 12h15', 'm13 6 6 6-6 6'],
  back: ['m14.5 6-6 6 6 6'],
  check: ['m5 12.5 4.6 4.6L19 7.5'],
  lock: ['M7 11V8a5 5 0 0 1 10 0v3', 'M5.5 11h13v9h-13z'],
  speaker: ['M4 9.5v5h3.5L12 18V6L7.5 9.5z', 'M15 9.5a4 4 0 0 1 0 5', 'M17.5 7a7.5 7.5 0 0 1 0 10'],
  erase: ['M9 6h11v12H9l-6-6z', 'm12 9.5 5 5', 'm17 9.5-5 5'],
  copy: ['M9 9h10v11H9z', 'M15 9V4H5v11h4'],
  alert: ['M12 4 2.8 20h18.4z', 'M12 10v4.5', 'M12 17.2v.2'],
  close: ['m6 6 12 12', 'M18 6 6 18'],
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 24 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {PATHS[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}
