// A QR code: what stands beside it in words, for a camera.
import type { JSX } from 'preact'
import { encode } from 'uqr'
import './qr.css'

/** Modules of quiet around the code, which readers need. Source: ISO/IEC 18004. */
const QUIET = 4

export function Qr({ text, label }: { text: string; label: string }): JSX.Element {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  const side = size + 2 * QUIET
  return (
    <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <path d={dark.join('')} />
    </svg>
  )
}
