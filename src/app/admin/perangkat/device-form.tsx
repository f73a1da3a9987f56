// A device as an admin describes it: new, changed, or transferred to another unit.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import { servicesAt } from '../../../core/unit-tree.ts'
import type { DeviceKind, Unit } from '../../../core/wire.ts'
import type { DeviceRecord, NewCode } from '../../../core/wire-admin.ts'
import { addDevice, changeDevice } from '../../../device/admin-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { emptyAmong, useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { unitName, unitOptions } from '../unit-options.ts'
import { nameOf, servedBy } from './device-words.ts'
import { ServiceChoice } from './service-choice.tsx'
import './device-dialog.css'

export interface DeviceFormProps {
  units: readonly Unit[]
  /** `null` = a new one. */
  device: DeviceRecord | null
  onClose: () => void
  /** Closes, and shows what is there now. */
  onRenew: () => void
  onAdded: (given: NewCode) => void
  onChanged: (said: string) => void
}

const KINDS: readonly DeviceKind[] = ['kiosk', 'enumerator']

export function DeviceForm(props: DeviceFormProps): JSX.Element {
  const { units, device, onClose } = props
  const { kinds, edit: w } = ADMIN_SURVEY_WORDS[language.value].devices
  // As it was when the form was opened: the list behind it is asked for again and again.
  const [{ kind: _, ...was }] = useState(() => formOf(device))
  const [form, setForm] = useState(() => formOf(device))
  const offered = servicesAt(units, form.unit).filter(({ archived }) => !archived)
  const transferred = device !== null && form.unit !== device.unit

  const {
    acting,
    problemAt,
    form: sent,
  } = useActingForm({
    faults: () => missingIn(form),
    send(run) {
      const { kind, ...change } = form
      const name = form.name.trim()
      const json = { ...change, name, place: form.place.trim() }
      if (!device) return run(() => addDevice({ kind, ...json }), props.onAdded)
      const said = transferred ? w.transferred(name, unitName(units, form.unit)) : w.saved(name)
      return run(
        () => changeDevice(device.id, { ...json, was }),
        () => props.onChanged(said),
      )
    },
  })
  return (
    <Modal title={device ? w.title(nameOf(device)) : w.newTitle} onClose={onClose} wide>
      <form {...sent}>
        {!device && (
          <RadioField
            legend={w.kind}
            value={form.kind}
            options={KINDS.map((kind) => ({
              value: kind,
              text: kinds[kind],
              hint: w.kindHints[kind],
            }))}
            onChange={(kind) => setForm({ ...form, kind })}
          />
        )}
        <TextField
          label={w.name}
          hint={w.nameHint}
          value={form.name}
          problem={problemAt('name')}
          onInput={(name) => setForm({ ...form, name })}
        />
        <TextField
          label={w.place}
          hint={w.placeHint}
          value={form.place}
          problem={problemAt('place')}
          onInput={(place) => setForm({ ...form, place })}
        />
        <SelectField
          label={w.unit}
          value={form.unit}
          problem={problemAt('unit')}
          options={[{ value: '', text: w.unitChoose }, ...unitOptions(units, form.unit || null)]}
          // The services of one unit are not those of another.
          onChange={(unit) => setForm({ ...form, unit, services: null })}
        />
        <Notice tone="info">
          {transferred && form.unit !== '' && (
            <>
              <strong>
                {w.transferTitle(unitName(units, device.unit), unitName(units, form.unit))}
              </strong>
              <p>{w.transferText}</p>
            </>
          )}
        </Notice>
        {form.unit !== '' && (
          <ServiceChoice
            offered={offered}
            chosen={form.services}
            problem={problemAt('services') && w.servicesMissing}
            onChange={(services) => setForm({ ...form, services })}
          />
        )}
        <FailureNotice failure={acting.failure} fields={PATHS} onRenew={props.onRenew} />
        <div class="modal-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {device ? (transferred ? w.saveTransfer : w.save) : w.create}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}

const PATHS = ['name', 'place', 'unit', 'services'] as const

interface Form {
  kind: DeviceKind
  name: string
  place: string
  /** Empty = not chosen yet. */
  unit: string
  services: string[] | null
}

function formOf(device: DeviceRecord | null): Form {
  if (!device) return { kind: 'kiosk', name: '', place: '', unit: '', services: null }
  const { kind, name, place, unit } = device
  const served = servedBy(device)
  return { kind, name, place, unit, services: served && [...served] }
}

function missingIn({ name, unit, services }: Form): Problem[] {
  return [
    ...emptyAmong({ name, unit }, ['name', 'unit']),
    ...(services?.length === 0 ? [{ code: 'field.missing', path: 'services' } as const] : []),
  ]
}
