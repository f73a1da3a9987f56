// One field of a form: its label, a hint, and what is wrong with it, joined for who hears them.
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

export interface FieldProps {
  label: string
  hint?: ComponentChildren
  /** What is wrong; nothing = nothing. */
  problem?: string | null | undefined
  disabled?: boolean | undefined
  /** Beside the input, as in `Rp`. */
  unit?: string | undefined
}

export interface TextFieldProps extends FieldProps {
  value: string
  onInput: (value: string) => void
  /** The person went on to something else. */
  onLeave?: (() => void) | undefined
  type?: 'text' | 'password' | 'search' | 'date' | undefined
  inputMode?: 'text' | 'numeric' | undefined
  autoComplete?: string | undefined
  placeholder?: string | undefined
  /** Nothing that a person would say aloud: a name to sign in with, a code. */
  code?: boolean | undefined
  maxLength?: number | undefined
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { value, onInput, code = false } = props
  const typed = {
    value,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      onInput(currentTarget.value),
    onBlur: props.onLeave,
    inputMode: props.inputMode,
    autocomplete: props.autoComplete ?? 'off',
    ...(code ? ({ autocapitalize: 'none', spellcheck: false } as const) : {}),
    placeholder: props.placeholder,
    maxLength: props.maxLength,
  }
  return (
    <Shell {...props}>
      {(own) => {
        switch (props.type) {
          case 'password':
            return <input {...own} {...typed} type="password" />
          case 'search':
            return <input {...own} {...typed} type="search" />
          case 'date':
            return <input {...own} {...typed} type="date" />
          default:
            return <input {...own} {...typed} type="text" />
        }
      }}
    </Shell>
  )
}

/** A whole number from 0; `null` = empty. What is no digit is left out as it is typed, so `1.200` is read right. For money see `RupiahField`. */
export function NumberField(
  props: FieldProps & { value: number | null; onInput: (value: number | null) => void },
): JSX.Element {
  const { value, onInput, ...rest } = props
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      value={value === null ? '' : String(value)}
      onInput={(typed) => {
        const digits = typed.replace(/\D/g, '').slice(0, 13)
        onInput(digits === '' ? null : Number(digits))
      }}
    />
  )
}

export function TextAreaField(
  props: FieldProps & { value: string; onInput: (value: string) => void; rows?: number },
): JSX.Element {
  return (
    <Shell {...props}>
      {(own) => (
        <textarea
          {...own}
          rows={props.rows ?? 2}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Shell>
  )
}

export function SelectField<V extends string>(
  props: FieldProps & {
    value: V
    options: readonly { value: V; text: string }[]
    onChange: (value: V) => void
  },
): JSX.Element {
  return (
    <Shell {...props}>
      {(own) => (
        <select
          {...own}
          value={props.value}
          onChange={({ currentTarget }) => {
            const chosen = props.options[currentTarget.selectedIndex]
            if (chosen) props.onChange(chosen.value)
          }}
        >
          {props.options.map(({ value, text }) => (
            <option key={value} value={value} selected={value === props.value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Shell>
  )
}

export function CheckField(
  props: FieldProps & { checked: boolean; onChange: (checked: boolean) => void },
): JSX.Element {
  const id = useId()
  return (
    <div class="field field-check">
      <label>
        <input
          type="checkbox"
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={describedBy(id, props)}
          aria-invalid={props.problem ? true : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      <Notes id={id} {...props} />
    </div>
  )
}

/** What every kind of input is given. */
interface OwnProps {
  id: string
  disabled: boolean | undefined
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

function Shell(
  props: FieldProps & { children: (own: OwnProps) => ComponentChildren },
): JSX.Element {
  const id = useId()
  const own: OwnProps = {
    id,
    disabled: props.disabled,
    'aria-describedby': describedBy(id, props),
    'aria-invalid': props.problem ? true : undefined,
  }
  return (
    <div class={props.problem ? 'field field-wrong' : 'field'}>
      <label for={id}>{props.label}</label>
      <div class="field-input">
        {props.unit && <span aria-hidden="true">{props.unit}</span>}
        {props.children(own)}
      </div>
      <Notes id={id} {...props} />
    </div>
  )
}

function Notes({ id, hint, problem }: FieldProps & { id: string }): JSX.Element {
  return (
    <>
      {problem && (
        <p class="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  )
}

function describedBy(id: string, { hint, problem }: FieldProps): string | undefined {
  const ids = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
