// One of a few, each with what it means.
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import './radio-field.css'

export interface RadioFieldProps<V extends string> {
  legend: string
  /** The legend is read out but not shown: the words around it say it. */
  quiet?: boolean
  value: V
  options: readonly { value: V; text: string; hint?: string | undefined }[]
  disabled?: boolean
  hint?: string | undefined
  onChange: (value: V) => void
}

export function RadioField<V extends string>(props: RadioFieldProps<V>): JSX.Element {
  const name = useId()
  return (
    <fieldset class="radio-field" disabled={props.disabled ?? false}>
      <legend class={props.quiet ? 'visually-hidden' : undefined}>{props.legend}</legend>
      {props.options.map(({ value, text, hint }) => (
        <label key={value} class={value === props.value ? 'radio chosen' : 'radio'}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>
            <strong>{text}</strong>
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
      {props.hint && <p class="field-hint">{props.hint}</p>}
    </fieldset>
  )
}
