// The five short forms of the first run.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { PASSWORD_CHARACTERS, strengthOf } from '../../core/password.ts'
import type { Problem } from '../../core/problem.ts'
import { FIRST_RUN_WORDS } from '../../i18n/first-run.ts'
import { STANDARD_WORDS } from '../../i18n/standard.ts'
import { fieldText } from '../failure-text.ts'
import { language } from '../state.ts'
import { CheckField, SelectField, TextField } from '../ui/field.tsx'
import { StandardFields } from '../ui/standard-fields.tsx'
import { TIMEZONES } from '../ui/timezones.ts'
import type { FirstRunDraft } from './first-run-draft.ts'

export interface StepProps {
  draft: FirstRunDraft
  problems: readonly Problem[]
  onChange: (draft: FirstRunDraft) => void
}

export function StepFields(props: StepProps): JSX.Element {
  switch (props.draft.step) {
    case 'regency':
      return <RegencyStep {...props} />
    case 'admin':
      return <AdminStep {...props} />
    case 'unit':
      return <UnitStep {...props} />
    case 'service':
      return <ServiceStep {...props} />
    case 'kiosk':
      return <KioskStep {...props} />
  }
}

function RegencyStep({ draft, problems, onChange }: StepProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].regency
  const { regency } = draft
  const change = (fields: Partial<typeof regency>) =>
    onChange({ ...draft, regency: { ...regency, ...fields } })
  return (
    <>
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={regency.name}
        problem={said(problems, 'regency.name')}
        onInput={(name) => change({ name })}
      />
      <TextField
        label={w.province}
        value={regency.province}
        problem={said(problems, 'regency.province')}
        onInput={(province) => change({ province })}
      />
      <SelectField
        label={w.timezone}
        value={regency.timezone}
        options={TIMEZONES.map((value) => ({
          value,
          text: STANDARD_WORDS[language.value].timezones[value],
        }))}
        problem={said(problems, 'regency.timezone')}
        onChange={(timezone) => change({ timezone })}
      />
    </>
  )
}

function AdminStep({ draft, problems, onChange }: StepProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].admin
  const [seen, setSeen] = useState(false)
  const { admin } = draft
  const change = (fields: Partial<typeof admin>) =>
    onChange({ ...draft, admin: { ...admin, ...fields } })
  const type = seen ? 'text' : 'password'
  const strength = strengthOf(admin.password, admin.username)
  const again = problems.find(({ path }) => path === 'admin.again')
  return (
    <>
      <TextField
        label={w.username}
        hint={w.usernameHint}
        code
        autoComplete="username"
        value={admin.username}
        problem={said(problems, 'admin.username')}
        onInput={(username) => change({ username })}
      />
      <div class="first-run-password">
        <TextField
          label={w.password}
          hint={w.passwordHint(PASSWORD_CHARACTERS.least)}
          type={type}
          code
          autoComplete="new-password"
          value={admin.password}
          problem={said(problems, 'admin.password')}
          onInput={(password) => change({ password })}
        />
        {admin.password !== '' && (
          <p class={`first-run-strength ${strength}`} role="status">
            <span aria-hidden="true" />
            {w.strength.label}: <strong>{w.strength[strength]}</strong>
          </p>
        )}
      </div>
      <TextField
        label={w.again}
        type={type}
        code
        autoComplete="new-password"
        value={admin.again}
        problem={again?.code === 'field.range' ? w.differs : said(problems, 'admin.again')}
        onInput={(typed) => change({ again: typed })}
      />
      <CheckField label={w.show} checked={seen} onChange={setSeen} />
    </>
  )
}

function UnitStep({ draft, problems, onChange }: StepProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].unit
  const { unit } = draft
  return (
    <>
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={unit.name}
        problem={said(problems, 'unit.name')}
        onInput={(name) => onChange({ ...draft, unit: { ...unit, name } })}
      />
      <TextField
        label={w.short}
        hint={w.shortHint}
        value={unit.short}
        problem={said(problems, 'unit.short')}
        onInput={(short) => onChange({ ...draft, unit: { ...unit, short } })}
      />
    </>
  )
}

function ServiceStep({ draft, problems, onChange }: StepProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].service
  const { service } = draft
  return (
    <>
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={service.name}
        problem={said(problems, 'service.name')}
        onInput={(name) => onChange({ ...draft, service: { ...service, name } })}
      />
      <StandardFields
        draft={service.standard}
        language={language.value}
        problemOf={(component) => said(problems, `service.standard.${component}`)}
        onChange={(standard) => onChange({ ...draft, service: { ...service, standard } })}
      />
    </>
  )
}

function KioskStep({ draft, problems, onChange }: StepProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].kiosk
  const { kiosk } = draft
  return (
    <>
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={kiosk.name}
        problem={said(problems, 'kiosk.name')}
        onInput={(name) => onChange({ ...draft, kiosk: { ...kiosk, name } })}
      />
      <TextField
        label={w.place}
        hint={w.placeHint}
        value={kiosk.place}
        problem={said(problems, 'kiosk.place')}
        onInput={(place) => onChange({ ...draft, kiosk: { ...kiosk, place } })}
      />
    </>
  )
}

function said(problems: readonly Problem[], path: string): string | null {
  return fieldText(problems, path, language.value)
}
