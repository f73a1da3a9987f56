// One person: what is said of them, and what can be done about their way in.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Unit } from '../../../core/wire.ts'
import type { NewPassword, PersonRecord } from '../../../core/wire-admin.ts'
import { changePerson } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { PersonAccess } from './person-access.tsx'
import { missingIn, PERSON_PATHS, PersonFields, type PersonForm, unitOf } from './person-fields.tsx'

export interface PersonDialogProps {
  person: PersonRecord
  units: readonly Unit[]
  isSelf: boolean
  onClose: () => void
  /** Closes, and shows what is there now. */
  onRenew: () => void
  onSaved: (people: PersonRecord[]) => void
  /** Their way in was changed; the dialog stays. */
  onChanged: (people: PersonRecord[]) => void
  onPassword: (given: NewPassword) => void
}

export function PersonDialog(props: PersonDialogProps): JSX.Element {
  const { person, units, isSelf, onClose } = props
  const w = ADMIN_PEOPLE_WORDS[language.value].person
  const { name, role, unit, username } = person
  const [was] = useState({ name, role, unit })
  const [form, setForm] = useState<PersonForm>({ name, role, unit: unit ?? '' })

  const {
    acting,
    problems,
    form: sent,
  } = useActingForm({
    faults: () => missingIn(form),
    send: (run) =>
      run(
        () => changePerson(username, { ...form, name: form.name.trim(), unit: unitOf(form), was }),
        ({ people }) => props.onSaved(people),
      ),
  })
  return (
    <Modal title={w.editTitle(name || username)} onClose={onClose} wide>
      <form {...sent}>
        {isSelf && <Notice tone="info">{w.self}</Notice>}
        <PersonFields
          form={form}
          units={units}
          problems={problems}
          roleFixed={isSelf}
          onChange={setForm}
        />
        <FailureNotice failure={acting.failure} fields={PERSON_PATHS} onRenew={props.onRenew} />
        <div class="admin-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {w.save}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].close}</Button>
        </div>
      </form>
      {!isSelf && (
        <PersonAccess person={person} onChanged={props.onChanged} onPassword={props.onPassword} />
      )}
    </Modal>
  )
}
