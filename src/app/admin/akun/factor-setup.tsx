// Setting up the authenticator: scan or type the secret, then prove it with a code.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SecondFactorBegun } from '../../../core/wire-admin.ts'
import { confirmSecondFactor } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { problemsText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { CopyLine } from '../../ui/copy-line.tsx'
import { TextField } from '../../ui/field.tsx'
import { Qr } from '../../ui/qr.tsx'
import { useActing, useFocusOnProblem } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import './factor-setup.css'

const CODE_DIGITS = 6

export interface FactorSetupProps {
  begun: SecondFactorBegun
  onConfirmed: (codes: readonly string[]) => void
  onCancel: () => void
}

export function FactorSetup({ begun, onConfirmed, onCancel }: FactorSetupProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.factor
  const { copy, copied } = FRAME_WORDS[language.value]
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const acting = useActing()
  const wrong = acting.problems.filter((one) => one.code === 'sign-in.code-wrong')
  const element = useFocusOnProblem(acting.failure ?? missing)
  return (
    <div class="factor-setup">
      <h3>{w.scan}</h3>
      <Qr text={begun.uri} label={w.qrLabel} />
      <p>{w.typed}</p>
      <CopyLine label={w.secret} value={inFours(begun.secret)} copy={copy} copied={copied} />
      <h3>{w.codeTitle}</h3>
      <form
        ref={element}
        class="admin-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const whole = code.length === CODE_DIGITS
          setMissing(!whole)
          if (whole)
            void acting.run(
              () => confirmSecondFactor(code),
              ({ codes }) => onConfirmed(codes),
            )
        }}
      >
        <TextField
          label={w.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          code
          value={code}
          problem={missing ? w.codeMissing : problemsText(wrong, language.value)}
          onInput={(typed) => setCode(typed.replace(/\D/g, '').slice(0, CODE_DIGITS))}
        />
        <FailureNotice failure={wrong.length > 0 ? null : acting.failure} />
        <div class="admin-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {w.confirm}
          </Button>
          <Button onClick={onCancel}>{w.cancel}</Button>
        </div>
      </form>
    </div>
  )
}

/** Apps take the spaces; who types it by hand needs them. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
