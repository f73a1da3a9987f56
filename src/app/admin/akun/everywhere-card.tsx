// Where one's own account is signed in: ending one of these sessions, or all of them, also this one.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { OpenSession } from '../../../core/wire-admin.ts'
import { endOwnSession, fetchSessions, signOutEverywhere } from '../../../device/people-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatMoment } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useLoaded } from '../loaded.ts'
import { Failed, Loading } from '../states.tsx'

export function EverywhereCard(): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.everywhere
  const [asked, setAsked] = useState(false)
  const { loaded, reload, set } = useLoaded(fetchSessions)
  const acting = useActing()
  return (
    <section class="admin-card" aria-labelledby="everywhere-title">
      <h2 id="everywhere-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      {loaded.state === 'ready' && (
        <SessionTable
          sessions={loaded.value.sessions}
          busy={acting.busy}
          onEnd={({ id }) => void acting.run(() => endOwnSession(id), set)}
        />
      )}
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

function SessionTable(props: {
  sessions: readonly OpenSession[]
  busy: boolean
  onEnd: (session: OpenSession) => void
}): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.everywhere
  return (
    <DataTable
      caption={w.title}
      rows={props.sessions}
      keyOf={({ id }) => id}
      columns={[
        {
          head: w.columns.address,
          cell: ({ address, here }) => (
            <span class="row-name">
              {address} {here && <Chip tone="good" text={w.here} />}
            </span>
          ),
        },
        { head: w.columns.since, cell: ({ createdAt }) => formatMoment(createdAt, language.value) },
        { head: w.columns.seen, cell: ({ seenAt }) => formatMoment(seenAt, language.value) },
        {
          head: w.columns.end,
          kind: 'actions',
          cell: (session) =>
            !session.here && (
              <Button disabled={props.busy} onClick={() => props.onEnd(session)}>
                {w.end}
              </Button>
            ),
        },
      ]}
    />
  )
}
