// A period: its name and its days, with the usual ones to take at one tap.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { PeriodChange, PeriodRecord, PeriodsReply } from '../../../core/wire-admin.ts'
import { addPeriod, changePeriod } from '../../../device/admin-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { emptyAmong, useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { readyPeriods } from './ready-periods.ts'

export interface PeriodFormProps {
  /** `null` = a new one. */
  period: PeriodRecord | null
  taken: readonly PeriodRecord[]
  /** `YYYY-MM-DD` */
  today: string
  onClose: () => void
  /** Closes, and shows what is there now. */
  onRenew: () => void
  onChanged: (reply: PeriodsReply, said: string) => void
}

const PATHS = ['name', 'from', 'to'] as const

export function PeriodForm(props: PeriodFormProps): JSX.Element {
  const { period, onClose } = props
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  const [was] = useState<PeriodChange>(
    period
      ? { name: period.name, from: period.from, to: period.to }
      : { name: '', from: '', to: '' },
  )
  const [form, setForm] = useState(was)
  const backwards = form.from !== '' && form.to !== '' && form.to < form.from

  const {
    acting,
    problemAt,
    form: sent,
  } = useActingForm({
    faults: () => [
      ...emptyAmong(form, PATHS),
      ...(backwards ? [{ code: 'field.range', path: 'to' } as const] : []),
    ],
    send(run) {
      const change = { ...form, name: form.name.trim() }
      const call = () => (period ? changePeriod(period.id, { ...change, was }) : addPeriod(change))
      const said = (period ? w.done.changed : w.done.added)(change.name)
      return run(call, (reply) => props.onChanged(reply, said))
    },
  })
  const field = (key: (typeof PATHS)[number]) => (
    <TextField
      label={w[key]}
      type={key === 'name' ? 'text' : 'date'}
      hint={key === 'name' ? w.nameHint : undefined}
      value={form[key]}
      problem={key === 'to' && backwards ? w.backwards : problemAt(key)}
      onInput={(value) => setForm({ ...form, [key]: value })}
    />
  )
  return (
    <Modal title={period ? w.editTitle(period.name) : w.newTitle} onClose={onClose}>
      <form {...sent}>
        {!period && <Ready {...props} onTake={setForm} />}
        {field('name')}
        <div class="period-days">
          {field('from')}
          {field('to')}
        </div>
        <FailureNotice onRenew={props.onRenew} failure={acting.failure} fields={PATHS} />
        <div class="modal-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {period ? w.save : w.create}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}

function Ready(props: {
  today: string
  taken: readonly PeriodRecord[]
  onTake: (period: PeriodChange) => void
}): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  return (
    <fieldset class="period-ready">
      <legend>{w.ready}</legend>
      {readyPeriods(props.today, props.taken).map(({ kind, part, year, from, to }) => {
        const name = w[kind](part, year)
        return (
          <Button key={name} onClick={() => props.onTake({ name, from, to })}>
            {name}
          </Button>
        )
      })}
    </fieldset>
  )
}
