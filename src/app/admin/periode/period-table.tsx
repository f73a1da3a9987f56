// One line for each period, the latest first.
import type { JSX } from 'preact'
import type { PeriodRecord } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { formatDay, formatMoment } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'

export type PeriodAct = 'edit' | 'close' | 'reopen' | 'remove'

export interface PeriodTableProps {
  periods: readonly PeriodRecord[]
  /** `YYYY-MM-DD` */
  today: string
  onAct: (act: PeriodAct, period: PeriodRecord) => void
}

export function PeriodTable({ periods, today, onAct }: PeriodTableProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  const acts = ({ state }: PeriodRecord): PeriodAct[] =>
    state === 'open' ? ['edit', 'close', 'remove'] : ['reopen', 'remove']
  return (
    <DataTable
      caption={w.columns.name}
      rows={[...periods].sort((a, b) => (a.from < b.from ? 1 : -1))}
      keyOf={({ id }) => id}
      isPast={({ state }) => state === 'closed'}
      columns={[
        {
          head: w.columns.name,
          cell: ({ name, reason }) => (
            <span class="row-name">
              {name}
              {reason !== null && <small>{w.reopened(reason)}</small>}
            </span>
          ),
        },
        {
          head: w.columns.days,
          cell: ({ from, to }) =>
            w.days(formatDay(from, language.value), formatDay(to, language.value)),
        },
        {
          head: w.columns.state,
          cell: (period) => <State period={period} today={today} />,
        },
        {
          head: w.columns.act,
          kind: 'actions',
          cell: (period) => (
            <span class="period-acts">
              {acts(period).map((act) => (
                <Button
                  key={act}
                  look={act === 'remove' ? 'quiet' : 'plain'}
                  label={w.named(w[act], period.name)}
                  onClick={() => onAct(act, period)}
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

function State({ period, today }: { period: PeriodRecord; today: string }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  const { state, from, to, closedAt } = period
  return (
    <span class="chips">
      <Chip tone={state === 'open' ? 'good' : 'plain'} text={w.states[state]} />
      {state === 'open' && from <= today && today <= to && <Chip tone="plain" text={w.running} />}
      {today < from && <Chip tone="plain" text={w.coming} />}
      {state === 'closed' && closedAt !== null && (
        <small>{w.closedOn(formatMoment(closedAt, language.value))}</small>
      )}
    </span>
  )
}
