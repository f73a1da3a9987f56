// How many recovery codes are left, and a new set of them, for the password and a code.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { renewRecoveryCodes } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { problemsText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { TextField } from '../../ui/field.tsx'
import { useActing } from '../acting.ts'
import { PasswordAsked } from './password-asked.tsx'

export interface RecoveryCardProps {
  left: number
  onRenewed: (codes: readonly string[]) => void
}

export function RecoveryCard({ left, onRenewed }: RecoveryCardProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.factor
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const acting = useActing()
  const wrong = acting.problems.filter((one) => one.code === 'sign-in.code-wrong')
  return (
    <>
      <h3>{w.recovery}</h3>
      <p class="admin-note">
        {w.codesLeft(left)} {w.renewText}
      </p>
      <PasswordAsked
        act={w.renew}
        look="plain"
        acting={acting}
        said={['sign-in.code-wrong']}
        onPassword={(password) => {
          setMissing(code.trim() === '')
          if (code.trim() === '') return
          void acting.run(
            () => renewRecoveryCodes({ password, code: code.trim() }),
            ({ codes }) => {
              setCode('')
              onRenewed(codes)
            },
          )
        }}
      >
        <TextField
          label={w.renewCode}
          autoComplete="one-time-code"
          code
          value={code}
          problem={missing ? w.renewCodeMissing : problemsText(wrong, language.value)}
          onInput={setCode}
        />
      </PasswordAsked>
    </>
  )
}
