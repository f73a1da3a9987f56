// The regency: its name, province and time zone.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import { freeSlug } from '../../../core/slug.ts'
import type { Regency } from '../../../core/wire.ts'
import { saveRegency } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { TIMEZONES } from '../../ui/timezones.ts'
import { useActing, useFocusOnProblem } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useUnsaved } from '../unsaved.ts'

const PATHS = ['name', 'province', 'timezone']

interface RegencyFormProps {
  /** `null` = none was set up yet. */
  regency: Regency | null
  onSaved: () => void
}

export function RegencyForm({ regency, onSaved }: RegencyFormProps): JSX.Element {
  const words = ADMIN_WORDS[language.value]
  const w = words.regency
  const before = {
    name: regency?.name ?? '',
    province: regency?.province ?? '',
    timezone: regency?.timezone ?? 'Asia/Jakarta',
  }
  const [form, setForm] = useState(before)
  const [missing, setMissing] = useState<Problem[]>([])
  const acting = useActing()
  const problems = missing.length > 0 ? missing : acting.problems
  const element = useFocusOnProblem(problems)
  const said = (path: string) => fieldText(problems, path, language.value)
  useUnsaved(JSON.stringify(form) !== JSON.stringify(before))

  const submit = () => {
    const absent = (['name', 'province'] as const).filter((path) => form[path].trim() === '')
    setMissing(absent.map((path) => ({ code: 'field.missing', path })))
    if (absent.length > 0) return acting.clear()
    const id = regency?.id ?? freeSlug(form.name, new Set(), 'kabupaten')
    void acting.run(() => saveRegency({ id, ...form }), onSaved)
  }
  return (
    <form
      ref={element}
      class="admin-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={form.name}
        problem={said('name')}
        onInput={(name) => setForm({ ...form, name })}
      />
      <TextField
        label={w.province}
        value={form.province}
        problem={said('province')}
        onInput={(province) => setForm({ ...form, province })}
      />
      <SelectField
        label={w.timezone}
        value={form.timezone}
        options={timezoneOptions(before.timezone)}
        problem={said('timezone')}
        onChange={(timezone) => setForm({ ...form, timezone })}
      />
      <FailureNotice failure={acting.failure} fields={PATHS} />
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
