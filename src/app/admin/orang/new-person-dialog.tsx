// A new person; the server makes the first password.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import { usernameProblems } from '../../../core/username.ts'
import type { Unit } from '../../../core/wire.ts'
import type { NewPassword } from '../../../core/wire-admin.ts'
import { addPerson } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { useActing, useFocusOnProblem } from '../acting.ts'
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
  const [missing, setMissing] = useState<Problem[]>([])
  const acting = useActing()
  const problems = missing.length > 0 ? missing : acting.problems
  const element = useFocusOnProblem(problems)

  const submit = () => {
    const absent: Problem[] = [
      ...(username.trim() === ''
        ? [{ code: 'field.missing', path: 'username' } as const]
        : usernameProblems(username)),
      ...missingIn(form),
    ]
    setMissing(absent)
    if (absent.length > 0) return acting.clear()
    const person = { username: username.trim(), name: form.name.trim(), role: form.role }
    void acting.run(() => addPerson({ ...person, unit: unitOf(form) }), onAdded)
  }
  return (
    <Modal title={w.newTitle} onClose={onClose}>
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
          label={w.username}
          hint={w.usernameHint}
          code
          value={username}
          problem={fieldText(problems, 'username', language.value)}
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
