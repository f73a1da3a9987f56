// A pill: the one shape of a button that is not an answer.
import type { ComponentChildren, JSX } from 'preact'
import './button.css'

export interface ButtonProps {
  children: ComponentChildren
  onClick: () => void
  /** `main` is the one thing to do on a screen; `quiet` has no outline. */
  look?: 'main' | 'plain' | 'quiet'
  /** 64 px high, for a kiosk; 48 px otherwise. */
  large?: boolean
  disabled?: boolean
  pressed?: boolean
  /** Only where the words alone do not say it. */
  label?: string
  autoFocus?: boolean
  type?: 'button' | 'submit'
}

export function Button(props: ButtonProps): JSX.Element {
  const { look = 'plain', large = false } = props
  return (
    <button
      type={props.type ?? 'button'}
      class={`button button-${look}${large ? ' button-large' : ''}`}
      onClick={props.onClick}
      disabled={props.disabled ?? false}
      aria-pressed={props.pressed}
      aria-label={props.label}
      // biome-ignore lint/a11y/noAutofocus: only where a dialog opens, to put the safe choice under the finger
      autoFocus={props.autoFocus ?? false}
    >
      {props.children}
    </button>
  )
}
