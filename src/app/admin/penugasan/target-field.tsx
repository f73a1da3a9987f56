// How many interviews are wanted, with what the sample plan asks for.
import type { JSX } from 'preact'
import type { Service, SurveyPeriod } from '../../../core/wire.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/field.tsx'
import { type Plan, periodWith, sampleWanted } from './plan.ts'

export interface TargetFieldProps {
  label: string
  plan: Plan
  /** Those that are asked about. */
  services: readonly Service[]
  periods: readonly SurveyPeriod[]
  problem: string | null
  onTarget: (target: number | null) => void
}

export function TargetField(props: TargetFieldProps): JSX.Element {
  const { plan, services, periods } = props
  const { form: w } = ADMIN_FIELD_WORDS[language.value].assignments
  const figure = (n: number) => formatNumber(n, language.value)
  const period = periodWith(periods, plan)
  const sample = period ? sampleWanted(services, period.id) : null
  const known = plan.unit !== '' && plan.from !== '' && plan.to !== ''
  const hint = () => {
    if (!known) return undefined
    if (!period) return w.sampleNoPeriod
    if (!sample) return w.sampleNone
    const text = w.sample(figure(sample.target), figure(sample.services), period.name)
    return sample.unknown > 0 ? `${text} ${w.sampleUnknown(figure(sample.unknown))}` : text
  }
  return (
    <div class="assignment-target">
      <NumberField
        label={props.label}
        value={plan.target}
        problem={props.problem}
        hint={hint()}
        onInput={props.onTarget}
      />
      {sample && sample.target !== plan.target && (
        <Button onClick={() => props.onTarget(sample.target)}>
          {w.take(figure(sample.target))}
        </Button>
      )}
    </div>
  )
}
