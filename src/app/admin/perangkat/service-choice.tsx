// Which services of its unit a device asks about.
import type { JSX } from 'preact'
import type { Service } from '../../../core/wire.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { CheckField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioField } from '../../ui/radio-field.tsx'

export interface ServiceChoiceProps {
  offered: readonly Service[]
  /** `null` = all of them. */
  chosen: readonly string[] | null
  problem: string | null
  onChange: (chosen: string[] | null) => void
}

export function ServiceChoice(props: ServiceChoiceProps): JSX.Element {
  const { offered, chosen, problem, onChange } = props
  const { edit: w } = ADMIN_SURVEY_WORDS[language.value].devices
  if (offered.length === 0) return <Notice tone="info">{w.servicesNone}</Notice>
  return (
    <>
      <RadioField
        legend={w.services}
        value={chosen === null ? 'all' : 'some'}
        options={[
          { value: 'all', text: w.servicesAll },
          { value: 'some', text: w.servicesSome },
        ]}
        onChange={(which) => onChange(which === 'all' ? null : [])}
      />
      {chosen !== null && (
        <fieldset class="device-services">
          <legend class="visually-hidden">{w.servicesSome}</legend>
          {offered.map(({ id, name }, i) => (
            <CheckField
              key={id}
              label={name}
              problem={i === 0 ? problem : null}
              checked={chosen.includes(id)}
              onChange={(on) =>
                onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
          ))}
        </fieldset>
      )}
    </>
  )
}
