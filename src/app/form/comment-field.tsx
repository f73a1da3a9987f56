// A free text: nothing of it is offered to the next person by the browser.
import type { JSX } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import type { KioskWords } from '../../i18n/kiosk.ts'
import { formatNumber, type Language } from '../../i18n/language.ts'
import { keepAboveKeyboard } from './above-keyboard.ts'
import './comment-field.css'

export interface CommentFieldProps {
  value: string
  mostCharacters: number
  label: string
  words: KioskWords
  language: Language
  onChange: (value: string) => void
}

export function CommentField(props: CommentFieldProps): JSX.Element {
  const { words, language, value } = props
  const hint = useId()
  useEffect(keepAboveKeyboard, [])
  return (
    <div class="comment-field">
      <textarea
        aria-label={props.label}
        aria-describedby={hint}
        autocomplete="off"
        autocapitalize="sentences"
        spellcheck={false}
        maxLength={props.mostCharacters}
        value={value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <p id={hint}>
        <span>{words.form.commentHint}</span>
        <span>
          {words.form.characters(
            formatNumber(value.length, language),
            formatNumber(props.mostCharacters, language),
          )}
        </span>
      </p>
    </div>
  )
}
