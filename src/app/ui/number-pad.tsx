// Digits to tap. It holds no input element: nothing for a browser to remember and offer to the next person.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import './number-pad.css'

export interface NumberPadProps {
  value: string
  mostDigits: number
  /** What the digits are for, said to a screen reader. */
  label: string
  eraseLabel: string
  /** Shown as dots, as for a PIN. */
  hidden?: boolean
  /** Beside the digits, as in `tahun`. */
  unit?: string
  /** What is wrong with the digits so far; also read aloud. */
  note?: string
  disabled?: boolean
  onChange: (value: string) => void
  /** Enter on a keyboard. */
  onEnter: () => void
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

export function NumberPad(props: NumberPadProps): JSX.Element {
  const { value, mostDigits, onChange, disabled = false } = props
  // Two quick digits may come before the first is drawn: the second must not be put to the old value.
  const typed = useRef(value)
  typed.current = value
  const change = (to: string) => {
    typed.current = to
    onChange(to)
  }
  const add = (digit: string) => {
    if (!disabled && typed.current.length < mostDigits) change(typed.current + digit)
  }
  const erase = () => change(typed.current.slice(0, -1))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) add(event.key)
      else if (event.key === 'Backspace') erase()
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement))
        props.onEnter()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  return (
    <fieldset class="number-pad">
      <legend class="number-pad-legend">{props.label}</legend>
      <output class="number-pad-value">
        {props.hidden ? <Dots filled={value.length} of={mostDigits} /> : value || <span>–</span>}
        {props.unit && value && <small>{props.unit}</small>}
      </output>
      {props.note !== undefined && (
        <p class="number-pad-note" role="status">
          {props.note}
        </p>
      )}
      <div class="number-pad-keys">
        {DIGITS.map((digit) => (
          <button type="button" key={digit} disabled={disabled} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          class="number-pad-erase"
          aria-label={props.eraseLabel}
          // Not `disabled` when empty: Chrome swallows the next key of a button that loses its focus so.
          aria-disabled={value === ''}
          disabled={disabled}
          onClick={erase}
        >
          <Icon name="erase" size={30} />
        </button>
      </div>
    </fieldset>
  )
}

function Dots({ filled, of }: { filled: number; of: number }): JSX.Element {
  return (
    <span class="number-pad-dots">
      {Array.from({ length: of }, (_, i) => (
        <i key={i} class={i < filled ? 'filled' : ''} />
      ))}
    </span>
  )
}
