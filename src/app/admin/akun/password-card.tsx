// Changing one's own password.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { passwordProblems } from '../../../core/password.ts'
import type { Problem } from '../../../core/problem.ts'
import type { SessionReply } from '../../../core/wire.ts'
import { changePassword } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing, useFocusOnProblem } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'

const EMPTY = { current: '', next: '', again: '' }

export interface PasswordCardProps {
  username: string
  onChanged: (session: SessionReply) => void
}

export function PasswordCard(props: PasswordCardProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.password
  const [typed, setTyped] = useState(EMPTY)
  const [tried, setTried] = useState(0)
  const [seen, setSeen] = useState(false)
  const [done, setDone] = useState(false)
  const acting = useActing()
  const faults = tried > 0 ? faultsOf(typed) : {}
  const problems = placed(acting.problems)
  const element = useFocusOnProblem(acting.failure ?? tried)

  const submit = () => {
    setTried(tried + 1)
    setDone(false)
    acting.clear()
    if (Object.keys(faultsOf(typed)).length > 0) return
    void acting.run(
      () => changePassword({ current: typed.current, next: typed.next }),
      (session) => {
        setTyped(EMPTY)
        setTried(0)
        setDone(true)
        props.onChanged(session)
      },
    )
  }
  const field = (key: keyof typeof EMPTY, autoComplete: string) => (
    <TextField
      label={w[key]}
      type={seen ? 'text' : 'password'}
      code
      autoComplete={autoComplete}
      value={typed[key]}
      problem={faults[key] ?? fieldText(problems, key, language.value)}
      onInput={(value) => setTyped({ ...typed, [key]: value })}
    />
  )
  return (
    <section class="admin-card" aria-labelledby="password-title">
      <h2 id="password-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <form
        ref={element}
        class="admin-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {field('current', 'current-password')}
        {field('next', 'new-password')}
        {field('again', 'new-password')}
        <CheckField label={w.show} checked={seen} onChange={setSeen} />
        <FailureNotice
          failure={acting.failure && { ...acting.failure, problems }}
          fields={['current', 'next']}
        />
        <Notice tone="saved">{done && w.saved}</Notice>
        <div class="admin-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {w.save}
          </Button>
        </div>
      </form>
    </section>
  )

  /** What the server would say of it, too. */
  function weak(next: string): Partial<typeof EMPTY> {
    const text = fieldText(passwordProblems(next, props.username, 'next'), 'next', language.value)
    return text === null ? {} : { next: text }
  }

  function faultsOf({ current, next, again }: typeof EMPTY): Partial<typeof EMPTY> {
    return {
      ...(current === '' ? { current: w.currentMissing } : {}),
      ...(next === '' ? { next: w.nextMissing } : weak(next)),
      ...(next !== again ? { again: w.differs } : {}),
    }
  }
}

/** A wrong password is about the current one, a weak one about the new, whether the server says so or not. */
function placed(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) =>
    problem.path
      ? problem
      : { ...problem, path: problem.code === 'password.wrong' ? 'current' : 'next' },
  )
}
