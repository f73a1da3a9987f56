// The sign on an answer: a face only where the labels run from bad to good, coins for cost, steps for complaint handling.
import type { JSX } from 'preact'
import type { Glyph as GlyphKind } from '../../core/instrument.ts'
import type { Score } from '../../core/submission.ts'
import './glyph.css'

export function Glyph({ kind, score }: { kind: GlyphKind; score: Score }): JSX.Element {
  const sign = kind === 'face' ? FACES[score] : kind === 'coins' ? COINS[score] : STEPS[score]
  return (
    <svg class={`glyph glyph-${kind} glyph-${score}`} viewBox="0 0 128 128" aria-hidden="true">
      {kind === 'face' && <circle class="glyph-ground" cx="64" cy="64" r="60" />}
      {sign}
    </svg>
  )
}

/** One to four dots, so that a label is never told by colour alone. */
export function Dots({ score }: { score: Score }): JSX.Element {
  return (
    <span class={`dots dots-${score}`} aria-hidden="true">
      {SCORES.map((dot) => (
        <i key={dot} class={dot <= score ? 'filled' : ''} />
      ))}
    </span>
  )
}

export const SCORES: readonly Score[] = [1, 2, 3, 4]

const eyes = (
  <>
    <circle class="glyph-dot" cx="45" cy="52" r="6.5" />
    <circle class="glyph-dot" cx="83" cy="52" r="6.5" />
  </>
)

const FACES: Record<Score, JSX.Element> = {
  1: (
    <>
      <circle class="glyph-dot" cx="46" cy="58" r="5.5" />
      <circle class="glyph-dot" cx="82" cy="58" r="5.5" />
      <path class="glyph-line" d="m36 44 17 7M92 44l-17 7M40 86c8-9 15-13 24-13s16 4 24 13" />
    </>
  ),
  2: (
    <>
      {eyes}
      <path class="glyph-line" d="M39 83c17-6 33-6 50 0" />
    </>
  ),
  3: (
    <>
      {eyes}
      <path class="glyph-line" d="M40 76c14 11 34 11 48 0" />
    </>
  ),
  4: (
    <>
      {eyes}
      <path class="glyph-mouth" d="M34 71h60c-2 14-14 22-30 22s-28-8-30-22z" />
    </>
  ),
}

function coin(top: number): JSX.Element {
  return (
    <path
      key={top}
      class="glyph-line glyph-coin"
      d={`M28 ${top + 13}c0-7 16-13 36-13s36 6 36 13v21c0 7-16 13-36 13s-36-6-36-13zM100 ${top + 13}c0 7-16 13-36 13s-36-6-36-13`}
    />
  )
}

const COINS: Record<Score, JSX.Element> = {
  1: <>{[70, 49, 28, 7].map(coin)}</>,
  2: <>{[70, 49].map(coin)}</>,
  3: <>{[70].map(coin)}</>,
  4: (
    <>
      <circle class="glyph-line" cx="64" cy="64" r="50" />
      <path
        class="glyph-line glyph-bold"
        d="M64 44c-9 0-13 8-13 20s4 20 13 20 13-8 13-20-4-20-13-20z"
      />
    </>
  ),
}

function stairs(done: number): JSX.Element {
  return (
    <>
      {[0, 1, 2].map((step) => (
        <rect
          key={step}
          class={step < done ? 'glyph-line glyph-step' : 'glyph-line glyph-open'}
          x={14 + step * 36}
          y={80 - step * 26}
          width="28"
          height={30 + step * 26}
          rx="6"
        />
      ))}
    </>
  )
}

const STEPS: Record<Score, JSX.Element> = {
  1: stairs(0),
  2: stairs(1),
  3: stairs(2),
  4: stairs(3),
}
