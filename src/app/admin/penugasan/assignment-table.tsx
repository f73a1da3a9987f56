// One line for each assignment: who, where, how far, and what can be done with it.
import type { JSX } from 'preact'
import { REFUSAL_REASONS } from '../../../core/device-report.ts'
import { AGE_BANDS, SEXES } from '../../../core/respondent.ts'
import { servicesAt } from '../../../core/unit-tree.ts'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import type { AssignmentRecord } from '../../../core/wire-field.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { AGE_BAND_WORDS } from '../../../i18n/age-bands.ts'
import { formatDay, formatMoment, formatNumber } from '../../../i18n/language.ts'
import { RESPONDENT_WORDS } from '../../../i18n/respondent.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { nameOf } from '../perangkat/device-words.ts'
import { unitName } from '../unit-options.ts'
import './assignment-table.css'

export type AssignmentAct = 'edit' | 'end' | 'reopen'

export interface AssignmentTableProps {
  assignments: readonly AssignmentRecord[]
  people: readonly DeviceRecord[]
  units: readonly Unit[]
  /** `YYYY-MM-DD` */
  today: string
  onAct: (act: AssignmentAct, assignment: AssignmentRecord) => void
}

export function AssignmentTable(props: AssignmentTableProps): JSX.Element {
  const { people, units, today } = props
  const w = ADMIN_FIELD_WORDS[language.value].assignments
  const personOf = ({ device }: AssignmentRecord) => {
    const found = people.find(({ id }) => id === device)
    return found ? nameOf(found) : device
  }
  return (
    <DataTable
      caption={w.columns.village}
      rows={props.assignments}
      keyOf={({ id }) => id}
      isPast={({ endedAt }) => endedAt !== null}
      columns={[
        {
          head: w.columns.village,
          cell: (one) => (
            <span class="row-name">
              {one.village}
              <small>{w.about(unitName(units, one.unit), servicesOf(one, units))}</small>
            </span>
          ),
        },
        { head: w.columns.person, cell: personOf },
        { head: w.columns.progress, cell: (one) => <Progress assignment={one} /> },
        {
          head: w.columns.days,
          cell: (one) => (
            <span class="assignment-days">
              {w.days(formatDay(one.from, language.value), formatDay(one.to, language.value))}
              <State assignment={one} today={today} />
            </span>
          ),
        },
        {
          head: w.columns.act,
          kind: 'actions',
          cell: (one) => (
            <span class="assignment-acts">
              {actsOf(one).map((act) => (
                <Button
                  key={act}
                  label={w.named(w[act], one.village, personOf(one))}
                  onClick={() => props.onAct(act, one)}
                >
                  {w[act]}
                </Button>
              ))}
            </span>
          ),
        },
      ]}
    />
  )
}

function Progress({ assignment }: { assignment: AssignmentRecord }): JSX.Element {
  const { target, quotas, progress } = assignment
  const w = ADMIN_FIELD_WORDS[language.value].assignments
  const figure = (n: number) => formatNumber(n, language.value)
  const refusals = REFUSAL_REASONS.flatMap((reason) => {
    const count = progress.refusals[reason] ?? 0
    return count > 0 ? [{ count, text: `${w.reasons[reason]} ${figure(count)}` }] : []
  })
  const groups = [
    ...SEXES.map((sex) => ({
      name: RESPONDENT_WORDS[language.value].sex[sex],
      wanted: quotas.sex?.[sex],
      n: progress.sex[sex] ?? 0,
    })),
    ...AGE_BANDS.map((band) => ({
      name: AGE_BAND_WORDS[language.value][band],
      wanted: quotas.age?.[band],
      n: progress.age[band] ?? 0,
    })),
  ].filter(({ wanted }) => wanted !== undefined)
  return (
    <div class="assignment-progress">
      <span>
        <strong>{w.of(figure(progress.n), figure(target))}</strong>{' '}
        <small>
          {progress.lastAt === null
            ? w.noneYet
            : w.lastAt(formatMoment(progress.lastAt, language.value))}
        </small>
      </span>
      <progress max={Math.max(1, target)} value={Math.min(progress.n, target)} aria-hidden="true" />
      {groups.length > 0 && (
        <small>
          {groups
            .map(({ name, n, wanted }) => `${name} ${figure(n)}/${figure(wanted ?? 0)}`)
            .join(' · ')}
        </small>
      )}
      {refusals.length > 0 && (
        <small>
          {w.refused(
            figure(refusals.reduce((sum, { count }) => sum + count, 0)),
            refusals.map(({ text }) => text).join(', '),
          )}
        </small>
      )}
    </div>
  )
}

function State(props: { assignment: AssignmentRecord; today: string }): JSX.Element {
  const { assignment, today } = props
  const { states } = ADMIN_FIELD_WORDS[language.value].assignments
  const chip = (tone: ChipTone, text: string) => <Chip tone={tone} text={text} />
  const { progress, target, from, to, endedAt } = assignment
  if (endedAt !== null) return chip('plain', states.ended)
  if (progress.n > target) return chip('warn', states.beyond)
  if (progress.n === target) return chip('good', states.full)
  if (today < from) return chip('plain', states.coming)
  return to < today ? chip('warn', states.over) : chip('good', states.running)
}

function actsOf({ endedAt }: AssignmentRecord): AssignmentAct[] {
  return endedAt === null ? ['edit', 'end'] : ['reopen']
}

function servicesOf({ unit, services }: AssignmentRecord, units: readonly Unit[]): string {
  if (services === null) return ADMIN_FIELD_WORDS[language.value].assignments.allServices
  const offered = servicesAt(units, unit)
  return services.map((id) => offered.find((one) => one.id === id)?.name ?? id).join(', ')
}
