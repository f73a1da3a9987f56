// A unit being added or changed: its names, what kind of place it is, and what it lies below.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { UNIT_KINDS, type Unit } from '../../../core/wire.ts'
import type { UnitChange, UnitsReply } from '../../../core/wire-admin.ts'
import { saveUnit } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { emptyAmong, useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { unitOptions } from '../unit-options.ts'
import { useUnsaved, whenMayLeave } from '../unsaved.ts'
import { kindBelow, possibleParents } from './tree.ts'

const PATHS = ['name', 'short', 'kind', 'parent']
/** Of the list of units: directly below the regency. */
const TOP = ''

interface UnitDialogProps {
  units: readonly Unit[]
  /** `null` = a new one. */
  unit: Unit | null
  /** What a new one is offered to lie below. */
  below: Unit | null
  onClose: () => void
  onSaved: (reply: UnitsReply) => void
  /** Of one that is there: closes, and shows what is there now. */
  onRenew?: () => void
}

export function UnitDialog(props: UnitDialogProps): JSX.Element {
  const { units, unit, below } = props
  const words = ADMIN_WORDS[language.value]
  const w = words.unit
  // As it was when the dialog opened: what came since must not pass for what was seen.
  const [before] = useState(() => formOf(unit, below))
  const [form, setForm] = useState(before)
  const parents = possibleParents(units, unit?.id ?? null)
  const close = () => whenMayLeave(props.onClose)
  useUnsaved(JSON.stringify(form) !== JSON.stringify(before))

  const {
    acting,
    problemAt,
    form: sent,
  } = useActingForm({
    faults: () => emptyAmong(form, ['name']),
    send(run) {
      const name = form.name.trim()
      const change = { ...form, name, short: form.short.trim() || name }
      const json = unit ? { ...change, was: before } : change
      return run(() => saveUnit(unit?.id ?? null, json), props.onSaved)
    },
  })
  return (
    <Modal title={unit ? w.edit : w.add} onClose={close}>
      <form {...sent}>
        <TextField
          label={w.name}
          hint={w.nameHint}
          value={form.name}
          problem={problemAt('name')}
          onInput={(name) => setForm({ ...form, name })}
        />
        <TextField
          label={w.short}
          hint={w.shortHint}
          value={form.short}
          problem={problemAt('short')}
          onInput={(short) => setForm({ ...form, short })}
        />
        <SelectField
          label={w.parent}
          value={form.parent ?? TOP}
          options={[{ value: TOP, text: w.top }, ...unitOptions(parents, form.parent)]}
          problem={problemAt('parent')}
          onChange={(chosen) => {
            const parent = units.find(({ id }) => id === chosen) ?? null
            const kind = unit ? form.kind : kindBelow(parent && (parent.kind ?? 'unit'))
            setForm({ ...form, parent: parent?.id ?? null, kind })
          }}
        />
        <SelectField
          label={w.kind}
          value={form.kind}
          options={UNIT_KINDS.map((value) => ({
            value,
            text: STANDARD_WORDS[language.value].kinds[value],
          }))}
          problem={problemAt('kind')}
          onChange={(kind) => setForm({ ...form, kind })}
        />
        <FailureNotice failure={acting.failure} fields={PATHS} onRenew={props.onRenew} />
        <div class="admin-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {acting.busy ? words.saving : words.save}
          </Button>
          <Button onClick={close}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}

function formOf(unit: Unit | null, below: Unit | null): UnitChange {
  if (unit) {
    const { name, short, kind = 'unit', parent = null } = unit
    return { name, short, kind, parent }
  }
  const kind = kindBelow(below && (below.kind ?? 'unit'))
  return { name: '', short: '', kind, parent: below?.id ?? null }
}
