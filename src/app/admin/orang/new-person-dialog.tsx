// A new person; the server makes the first password.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { usernameProblems } from '../../../core/username.ts'
import type { Unit } from '../../../core/wire.ts'
import type { NewPassword } from '../../../core/wire-admin.ts'
import { addPerson } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { emptyAmong, useActingForm } from '../acting-form.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { missingIn, PERSON_PATHS, PersonFields, type PersonForm, unitOf } from './person-fields.tsx'

export interface NewPersonDialogProps {
  units: readonly Unit[]
  onAdded: (added: NewPassword) => void
  onClose: () => void
}

export function NewPersonDialog({ units, onAdded, onClose }: NewPersonDialogProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].person
  const [username, setUsername] = useState('')
  const [form, setForm] = useState<PersonForm>({ name: '', role: 'planner', unit: '' })

  const {
    acting,
    problems,
    problemAt,
    form: sent,
  } = useActingForm({
    faults: () => [
      ...(username.trim() === ''
        ? emptyAmong({ username }, ['username'])
        : usernameProblems(username)),
      ...missingIn(form),
    ],
    send(run) {
      const person = { username: username.trim(), name: form.name.trim(), role: form.role }
      return run(() => addPerson({ ...person, unit: unitOf(form) }), onAdded)
    },
  })
  return (
    <Modal title={w.newTitle} onClose={onClose}>
      <form {...sent}>
        <TextField
          label={w.username}
          hint={w.usernameHint}
          code
          value={username}
          problem={problemAt('username')}
          onInput={(typed) => setUsername(typed.toLowerCase())}
        />
        <PersonFields form={form} units={units} problems={problems} onChange={setForm} />
        <FailureNotice failure={acting.failure} fields={PERSON_PATHS} />
        <div class="modal-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {w.create}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
