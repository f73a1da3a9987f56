// A person's way in: password, sessions, second factor, and whether there is one at all. Each is asked again first.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { NewPassword, PersonRecord } from '../../../core/wire-admin.ts'
import {
  endSessions,
  removeSecondFactor,
  resetPassword,
  setDisabled,
} from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import './person-access.css'

type Act = 'reset' | 'endSessions' | 'removeFactor' | 'disable'

export interface PersonAccessProps {
  person: PersonRecord
  onChanged: (people: PersonRecord[]) => void
  onPassword: (given: NewPassword) => void
}

export function PersonAccess(props: PersonAccessProps): JSX.Element {
  const { person, onChanged, onPassword } = props
  const { username } = person
  const w = ADMIN_PEOPLE_WORDS[language.value].person
  const [asked, setAsked] = useState<Act | null>(null)
  const [done, setDone] = useState('')
  const acting = useActing()

  const change = (call: () => ReturnType<typeof setDisabled>, said: string) => {
    setDone('')
    void acting.run(call, ({ people }) => {
      onChanged(people)
      setDone(said)
    })
  }
  const doIt: Record<Act, () => void> = {
    reset: () => void acting.run(() => resetPassword(username), onPassword),
    endSessions: () => change(() => endSessions(username), w.sessionsEnded),
    removeFactor: () => change(() => removeSecondFactor(username), w.factorRemoved),
    disable: () => change(() => setDisabled(username, true), w.disabledNow),
  }
  const row = (act: Act, text: string, disabled = false) => (
    <AccessRow
      text={text}
      act={w[act]}
      disabled={acting.busy || disabled}
      onAct={() => setAsked(act)}
    />
  )
  return (
    <section class="person-access" aria-label={w.access}>
      <h3>{w.access}</h3>
      <Notice tone="saved">{done}</Notice>
      <FailureNotice failure={acting.failure} />
      <ul>
        {row('reset', w.resetText, person.disabled)}
        {row('endSessions', sessionsText(person), person.sessions === 0)}
        {person.secondFactor && row('removeFactor', w.removeFactorText)}
        {person.disabled ? (
          <AccessRow
            text={w.enableText}
            act={w.enable}
            disabled={acting.busy}
            onAct={() => change(() => setDisabled(username, false), w.enabledNow)}
          />
        ) : (
          row('disable', w.disableText)
        )}
      </ul>
      {asked && (
        <Confirm
          title={w.confirm[asked](person.name || username)}
          yes={w[asked]}
          no={FRAME_WORDS[language.value].cancel}
          onNo={() => setAsked(null)}
          onYes={() => {
            setAsked(null)
            doIt[asked]()
          }}
        >
          <p>{asked === 'endSessions' ? sessionsText(person) : w[`${asked}Text`]}</p>
        </Confirm>
      )}
    </section>
  )
}

function AccessRow(props: {
  text: string
  act: string
  disabled: boolean
  onAct: () => void
}): JSX.Element {
  return (
    <li>
      <p>{props.text}</p>
      <Button disabled={props.disabled} onClick={props.onAct}>
        {props.act}
      </Button>
    </li>
  )
}

function sessionsText({ sessions }: PersonRecord): string {
  const w = ADMIN_PEOPLE_WORDS[language.value].person
  return sessions === 0 ? w.noSessions : w.endSessionsText(formatNumber(sessions, language.value))
}
