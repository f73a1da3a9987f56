// What an admin says of a person: name, role, and the unit of an officer.
import type { JSX } from 'preact'
import type { Problem } from '../../../core/problem.ts'
import { isScoped, ROLES, type Role } from '../../../core/roles.ts'
import type { Unit } from '../../../core/wire.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { unitOptions } from '../unit-options.ts'

export interface PersonForm {
  name: string
  role: Role
  /** Empty = not chosen yet. */
  unit: string
}

export const PERSON_PATHS = ['username', 'name', 'unit'] as const

export interface PersonFieldsProps {
  form: PersonForm
  units: readonly Unit[]
  problems: readonly Problem[]
  /** The role of one's own account stays. */
  roleFixed?: boolean
  onChange: (form: PersonForm) => void
}

export function PersonFields(props: PersonFieldsProps): JSX.Element {
  const { form, units, problems, onChange } = props
  const w = ADMIN_PEOPLE_WORDS[language.value]
  return (
    <>
      <TextField
        label={w.person.name}
        hint={w.person.nameHint}
        value={form.name}
        problem={fieldText(problems, 'name', language.value)}
        onInput={(name) => onChange({ ...form, name })}
      />
      <RadioField
        legend={w.person.role}
        value={form.role}
        disabled={props.roleFixed ?? false}
        options={ROLES.map((role) => ({
          value: role,
          text: w.people.roles[role],
          hint: w.people.may[role],
        }))}
        onChange={(role) => onChange({ ...form, role })}
      />
      {isScoped(form.role) && (
        <SelectField
          label={w.person.unit}
          hint={w.person.unitHint}
          value={form.unit}
          disabled={props.roleFixed}
          problem={fieldText(problems, 'unit', language.value)}
          options={[
            { value: '', text: w.person.unitChoose },
            ...unitOptions(units, form.unit || null),
          ]}
          onChange={(unit) => onChange({ ...form, unit })}
        />
      )}
    </>
  )
}

/** What can be seen to be missing without the server. */
export function missingIn(form: PersonForm): Problem[] {
  return isScoped(form.role) && form.unit === '' ? [{ code: 'field.missing', path: 'unit' }] : []
}

/** The unit that counts: only an officer has one. */
export function unitOf({ role, unit }: PersonForm): string | null {
  return isScoped(role) ? unit : null
}
