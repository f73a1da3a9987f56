// Answers in words, one under the other, to be read out and tapped; many short ones in two columns.
import type { JSX } from 'preact'
import './answer-list.css'

export interface AnswerListProps<Value> {
  options: readonly { value: Value; label: string }[]
  chosen: Value | null
  /** What the answers are to, for who hears them. */
  label: string
  onChoose: (value: Value) => void
}

const MANY = 5

export function AnswerList<Value extends string | number | boolean>(
  props: AnswerListProps<Value>,
): JSX.Element {
  const many = props.options.length >= MANY
  return (
    <fieldset
      class={many ? 'answer-list answer-list-many' : 'answer-list'}
      aria-label={props.label}
    >
      {props.options.map(({ value, label }) => (
        <button
          type="button"
          key={String(value)}
          aria-pressed={props.chosen === value}
          onClick={() => props.onChoose(value)}
        >
          <i aria-hidden="true" />
          <span>{label}</span>
        </button>
      ))}
    </fieldset>
  )
}
