// An amount in rupiah as people write it; once it is typed, its thousands are shown apart.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readRupiah } from '../../core/rupiah.ts'
import { formatNumber, type Language } from '../../i18n/language.ts'
import { STANDARD_WORDS } from '../../i18n/standard.ts'
import { type FieldProps, TextField } from './field.tsx'

export interface RupiahFieldProps extends FieldProps {
  /** As it was typed. */
  value: string
  language: Language
  onInput: (typed: string) => void
}

/** What cannot be read is said once the person went on, and stays as it was typed. */
export function RupiahField(props: RupiahFieldProps): JSX.Element {
  const { value, language, onInput, problem, ...rest } = props
  const [typing, setTyping] = useState(false)
  const reading = readRupiah(value)
  const { unreadable } = STANDARD_WORDS[language].tariff
  const wrong = reading.ok || reading.why === 'empty' ? null : unreadable[reading.why]
  return (
    <TextField
      {...rest}
      unit="Rp"
      inputMode="numeric"
      value={reading.ok && !typing ? formatNumber(reading.rupiah, language) : value}
      problem={wrong && (problem || !typing) ? wrong : problem}
      onInput={(typed) => {
        setTyping(true)
        onInput(typed)
      }}
      onLeave={() => setTyping(false)}
    />
  )
}
