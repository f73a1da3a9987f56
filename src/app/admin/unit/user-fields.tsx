// How many use the service in each survey period (N), and the sample that this asks for.
import type { JSX } from 'preact'
import { sampleSize } from '../../../core/sample.ts'
import type { SurveyPeriod } from '../../../core/wire.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { NumberField } from '../../ui/field.tsx'

interface UserFieldsProps {
  periods: readonly SurveyPeriod[]
  users: Record<string, number | null>
  problemOf: (period: string) => string | null
  onChange: (users: Record<string, number | null>) => void
}

export function UserFields(props: UserFieldsProps): JSX.Element {
  const { periods, users } = props
  const w = ADMIN_WORDS[language.value].service
  if (periods.length === 0) return <p class="admin-note">{w.usersNone}</p>
  return (
    <>
      {periods.map(({ id, name }) => {
        const n = users[id] ?? null
        const sample = n ? formatNumber(sampleSize(n), language.value) : null
        return (
          <NumberField
            key={id}
            label={name}
            value={n}
            problem={props.problemOf(id)}
            hint={sample === null ? w.sampleNone : w.sample(sample)}
            onInput={(typed) => props.onChange({ ...users, [id]: typed })}
          />
        )
      })}
    </>
  )
}
