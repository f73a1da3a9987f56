// Choices in words only: sex, education, job, yes or no, four labels without signs. Tap answers and moves on.
import type { JSX } from 'preact'
import { useConfirm } from './use-confirm.ts'
import './choices.css'

export interface ChoicesProps<Value> {
  options: readonly { value: Value; label: string }[]
  chosen: Value | null
  /** The labels are somebody's own, and may be long. */
  long?: boolean
  onChoose: (value: Value) => void
}

export function Choices<Value extends string | number | boolean>(
  props: ChoicesProps<Value>,
): JSX.Element {
  const [pending, choose] = useConfirm(props.onChoose)
  const chosen = pending ?? props.chosen
  return (
    <div class={props.long ? 'choices choices-long' : classOf(props.options.length)}>
      {props.options.map((option) => (
        <button
          type="button"
          key={String(option.value)}
          class="choice"
          aria-pressed={chosen === option.value}
          onClick={() => choose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

function classOf(count: number): string {
  if (count <= 4) return 'choices'
  return count % 2 === 1 ? 'choices choices-many choices-odd' : 'choices choices-many'
}
