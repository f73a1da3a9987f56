// The recovery codes, shown once: to copy or to print.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Modal } from '../../ui/modal.tsx'

export interface RecoveryDialogProps {
  username: string
  codes: readonly string[]
  onKept: () => void
}

export function RecoveryDialog({ username, codes, onKept }: RecoveryDialogProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.factor
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText([w.codesFor(username), ...codes].join('\n')).then(
      () => setCopied(true),
      // Refused by the browser: they stand there to be written down.
      () => setCopied(false),
    )
  return (
    // Escape would throw away what cannot be shown again: only the button closes.
    <Modal title={w.codesTitle} onClose={() => undefined}>
      <div class="recovery-dialog">
        <p>{w.codesText}</p>
        <p class="recovery-for">{w.codesFor(username)}</p>
        <ol class="recovery-codes" translate={false}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <div class="modal-actions">
          <Button look="main" onClick={onKept}>
            {w.codesDone}
          </Button>
          {navigator.clipboard && (
            <Button onClick={() => void copy()}>
              <Icon name={copied ? 'check' : 'copy'} size={20} />
              <span role="status">{copied ? FRAME_WORDS[language.value].copied : w.codesCopy}</span>
            </Button>
          )}
          <Button onClick={() => window.print()}>{w.codesPrint}</Button>
        </div>
      </div>
    </Modal>
  )
}
