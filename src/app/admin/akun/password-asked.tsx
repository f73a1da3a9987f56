// Asks for one's password again before something that a thief of an open browser would do.
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ProblemCode } from '../../../core/problem.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { problemsText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Acting, useFocusOnProblem } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'

export interface PasswordAskedProps {
  act: string
  look: 'main' | 'plain'
  acting: Acting
  onPassword: (password: string) => void
  /** What else is asked for. */
  children?: ComponentChildren
  /** Problems that stand at a field among these. */
  said?: readonly ProblemCode[]
}

export function PasswordAsked(props: PasswordAskedProps): JSX.Element {
  const { act, look, acting, onPassword, said = [] } = props
  const w = ADMIN_PEOPLE_WORDS[language.value].account.factor
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const wrong = acting.problems.filter(({ code }) => code === 'password.wrong')
  const problem = missing ? w.passwordMissing : problemsText(wrong, language.value)
  const elsewhere = acting.problems.some(({ code }) => said.includes(code))
  const element = useFocusOnProblem(acting.failure ?? missing)
  return (
    <form
      ref={element}
      class="admin-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(password === '')
        if (password !== '') onPassword(password)
      }}
    >
      <TextField
        label={w.password}
        type="password"
        code
        autoComplete="current-password"
        value={password}
        problem={problem}
        onInput={setPassword}
      />
      {props.children}
      <FailureNotice failure={wrong.length > 0 || elsewhere ? null : acting.failure} />
      <div class="admin-actions">
        <Button look={look} type="submit" disabled={acting.busy} onClick={() => undefined}>
          {act}
        </Button>
      </div>
    </form>
  )
}
