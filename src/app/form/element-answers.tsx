// The four answers to one service element: large, in words, worst first.
import type { JSX } from 'preact'
import type { AnswerLabels, Glyph as GlyphKind } from '../../core/instrument.ts'
import type { Score } from '../../core/submission.ts'
import { Dots, Glyph, SCORES } from './glyph.tsx'
import { useConfirm } from './use-confirm.ts'
import './element-answers.css'

export interface ElementAnswersProps {
  labels: AnswerLabels
  glyph: GlyphKind
  chosen: Score | null
  onChoose: (score: Score) => void
}

export function ElementAnswers(props: ElementAnswersProps): JSX.Element {
  const [pending, choose] = useConfirm(props.onChoose)
  const chosen = pending ?? props.chosen
  return (
    <div class="element-answers">
      {SCORES.map((score) => (
        <button
          type="button"
          key={score}
          class={`element-answer tone-${props.glyph === 'face' ? score : 'plain'}`}
          aria-pressed={chosen === score}
          onClick={() => choose(score)}
        >
          <Dots score={score} />
          <Glyph kind={props.glyph} score={score} />
          <span class="element-answer-label">{props.labels[score - 1]}</span>
        </button>
      ))}
    </div>
  )
}
