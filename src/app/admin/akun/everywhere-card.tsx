// Closing every session of one's own, also this one.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { signOutEverywhere } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'

export function EverywhereCard(): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.everywhere
  const [asked, setAsked] = useState(false)
  const acting = useActing()
  return (
    <section class="admin-card" aria-labelledby="everywhere-title">
      <h2 id="everywhere-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <FailureNotice failure={acting.failure} />
      <div class="admin-actions">
        <Button disabled={acting.busy} onClick={() => setAsked(true)}>
          {w.do}
        </Button>
      </div>
      {asked && (
        <Confirm
          title={w.confirm}
          yes={w.do}
          no={FRAME_WORDS[language.value].cancel}
          onNo={() => setAsked(false)}
          onYes={() => {
            setAsked(false)
            void acting.run(
              () => signOutEverywhere(),
              () => location.replace('/masuk'),
            )
          }}
        />
      )}
    </section>
  )
}
