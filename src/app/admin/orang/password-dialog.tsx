// A temporary password, shown once.
import type { JSX } from 'preact'
import type { NewPassword } from '../../../core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { CopyLine } from '../../ui/copy-line.tsx'
import { Modal } from '../../ui/modal.tsx'

export interface PasswordDialogProps {
  given: NewPassword
  onClose: () => void
}

export function PasswordDialog({ given, onClose }: PasswordDialogProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].person
  const { copy, copied } = FRAME_WORDS[language.value]
  const { username, name } = given.person
  const called = name || username
  return (
    // Escape would throw away what cannot be shown again: only the button closes.
    <Modal title={w.passwordTitle} onClose={() => undefined}>
      <p>{w.passwordText(called)}</p>
      <CopyLine label={w.username} value={username} copy={copy} copied={copied} />
      <CopyLine
        label={w.passwordLabel(called)}
        value={given.password}
        copy={copy}
        copied={copied}
      />
      <div class="modal-actions">
        <Button look="main" onClick={onClose}>
          {w.passwordDone}
        </Button>
      </div>
    </Modal>
  )
}
