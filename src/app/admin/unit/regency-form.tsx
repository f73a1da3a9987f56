// The regency: its name, province and time zone.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { freeSlug } from '../../../core/slug.ts'
import type { Regency } from '../../../core/wire.ts'
import { saveRegency } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { TIMEZONES } from '../../ui/timezones.ts'
import { emptyAmong, useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useUnsaved } from '../unsaved.ts'

const PATHS = ['name', 'province', 'timezone']

interface RegencyFormProps {
  /** `null` = none was set up yet. */
  regency: Regency | null
  onSaved: () => void
  /** Of one that is there: closes, and shows what is there now. */
  onRenew?: () => void
}

export function RegencyForm({ regency, onSaved, onRenew }: RegencyFormProps): JSX.Element {
  const words = ADMIN_WORDS[language.value]
  const w = words.regency
  // As it was when the form was opened: what came since must not pass for what was seen.
  const [before] = useState({
    name: regency?.name ?? '',
    province: regency?.province ?? '',
    timezone: regency?.timezone ?? 'Asia/Jakarta',
  })
  const [form, setForm] = useState(before)
  useUnsaved(JSON.stringify(form) !== JSON.stringify(before))

  const {
    acting,
    problemAt,
    form: sent,
  } = useActingForm({
    faults: () => emptyAmong(form, ['name', 'province']),
    send(run) {
      const id = regency?.id ?? freeSlug(form.name, new Set(), 'kabupaten')
      const was = regency ? { was: { id, ...before } } : {}
      return run(() => saveRegency({ id, ...form, ...was }), onSaved)
    },
  })
  return (
    <form {...sent}>
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={form.name}
        problem={problemAt('name')}
        onInput={(name) => setForm({ ...form, name })}
      />
      <TextField
        label={w.province}
        value={form.province}
        problem={problemAt('province')}
        onInput={(province) => setForm({ ...form, province })}
      />
      <SelectField
        label={w.timezone}
        value={form.timezone}
        options={timezoneOptions(before.timezone)}
        problem={problemAt('timezone')}
        onChange={(timezone) => setForm({ ...form, timezone })}
      />
      <FailureNotice failure={acting.failure} fields={PATHS} onRenew={onRenew} />
      <div class="admin-actions">
        <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
          {acting.busy ? words.saving : words.save}
        </Button>
      </div>
    </form>
  )
}

/** Indonesia's three; another one that a setup file brought stays in the list. */
function timezoneOptions(current: string): { value: string; text: string }[] {
  const names = STANDARD_WORDS[language.value].timezones
  const known = TIMEZONES.map((value): { value: string; text: string } => ({
    value,
    text: names[value],
  }))
  const listed = known.some(({ value }) => value === current)
  return listed ? known : [...known, { value: current, text: current }]
}
