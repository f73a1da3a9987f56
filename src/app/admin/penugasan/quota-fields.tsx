// How many of each sex and age band are wanted; an empty field is no quota.
import type { JSX } from 'preact'
import { AGE_BANDS, SEXES } from '../../../core/respondent.ts'
import type { Quotas } from '../../../core/wire.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { AGE_BAND_WORDS } from '../../../i18n/age-bands.ts'
import { RESPONDENT_WORDS } from '../../../i18n/respondent.ts'
import { language } from '../../state.ts'
import { NumberField } from '../../ui/field.tsx'

export function QuotaFields(props: {
  quotas: Quotas
  onQuotas: (quotas: Quotas) => void
}): JSX.Element {
  const { quotas, onQuotas } = props
  const { form: w } = ADMIN_FIELD_WORDS[language.value].assignments
  return (
    <fieldset class="assignment-quotas">
      <legend>{w.quotas}</legend>
      {SEXES.map((sex) => (
        <NumberField
          key={sex}
          label={RESPONDENT_WORDS[language.value].sex[sex]}
          value={quotas.sex?.[sex] ?? null}
          onInput={(n) => onQuotas(tidy({ ...quotas, sex: set(quotas.sex, sex, n) }))}
        />
      ))}
      {AGE_BANDS.map((band) => (
        <NumberField
          key={band}
          label={AGE_BAND_WORDS[language.value][band]}
          value={quotas.age?.[band] ?? null}
          onInput={(n) => onQuotas(tidy({ ...quotas, age: set(quotas.age, band, n) }))}
        />
      ))}
      <p class="admin-note">{w.quotasHint}</p>
    </fieldset>
  )
}

function set<K extends string>(
  counts: Partial<Record<K, number>> | undefined,
  key: K,
  n: number | null,
): Partial<Record<K, number>> {
  const next: Partial<Record<K, number>> = { ...counts }
  if (n === null) delete next[key]
  else next[key] = n
  return next
}

/** Without groups that have none. */
function tidy({ sex, age }: Quotas): Quotas {
  return {
    ...(sex && Object.keys(sex).length > 0 ? { sex } : {}),
    ...(age && Object.keys(age).length > 0 ? { age } : {}),
  }
}
