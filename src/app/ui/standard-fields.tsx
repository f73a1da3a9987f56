// The six components of a published service standard, as they are typed in.
import type { JSX } from 'preact'
import type { Language } from '../../i18n/language.ts'
import { STANDARD_WORDS } from '../../i18n/standard.ts'
import { SelectField, TextAreaField } from './field.tsx'
import { RupiahField } from './rupiah-field.tsx'
import { type StandardDraft, type StandardText, TARIFFS } from './standard-draft.ts'

const BEFORE_TARIFF: readonly StandardText[] = ['persyaratan', 'prosedur', 'waktu']
const AFTER_TARIFF: readonly StandardText[] = ['produk', 'pengaduan']

export interface StandardFieldsProps {
  draft: StandardDraft
  language: Language
  /** What is wrong with a component; `null` = nothing. */
  problemOf: (component: StandardText | 'biaya') => string | null
  onChange: (draft: StandardDraft) => void
}

/** In the order of the official form. */
export function StandardFields(props: StandardFieldsProps): JSX.Element {
  return (
    <>
      {BEFORE_TARIFF.map((component) => (
        <ComponentField key={component} component={component} {...props} />
      ))}
      <TariffFields {...props} />
      {AFTER_TARIFF.map((component) => (
        <ComponentField key={component} component={component} {...props} />
      ))}
    </>
  )
}

function ComponentField(props: StandardFieldsProps & { component: StandardText }): JSX.Element {
  const { component, draft } = props
  const { label, hint } = STANDARD_WORDS[props.language].components[component]
  return (
    <TextAreaField
      label={label}
      hint={hint}
      rows={component === 'waktu' || component === 'produk' ? 1 : 2}
      value={draft[component]}
      problem={props.problemOf(component)}
      onInput={(typed) => props.onChange({ ...draft, [component]: typed })}
    />
  )
}

function TariffFields({ draft, language, problemOf, onChange }: StandardFieldsProps): JSX.Element {
  const words = STANDARD_WORDS[language].tariff
  const fixed = draft.tariff === 'fixed'
  return (
    <>
      <SelectField
        label={words.label}
        value={draft.tariff}
        options={TARIFFS.map((value) => ({ value, text: words[value] }))}
        problem={fixed ? null : problemOf('biaya')}
        onChange={(tariff) => onChange({ ...draft, tariff })}
      />
      {fixed && (
        <RupiahField
          label={words.amount}
          language={language}
          value={draft.amount}
          problem={problemOf('biaya')}
          onInput={(amount) => onChange({ ...draft, amount })}
        />
      )}
    </>
  )
}
