// `/kelola/penugasan`: who interviews where, about what, until when, and how far each has come.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { localTimeOf } from '../../../core/period.ts'
import type { Catalogue } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import type { AssignmentRecord, AssignmentsReply } from '../../../core/wire-field.ts'
import { fetchDevices } from '../../../device/admin-api.ts'
import { endAssignment, fetchAssignments } from '../../../device/field-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useLoaded } from '../loaded.ts'
import { go, hrefOf } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { Failed, Loading, StateCard } from '../states.tsx'
import { together } from '../together.ts'
import { AssignmentForm } from './assignment-form.tsx'
import { type AssignmentAct, AssignmentTable } from './assignment-table.tsx'
import '../list-section.css'

type Open = { act: 'add' } | { act: AssignmentAct; assignment: AssignmentRecord } | null

export function Section(): JSX.Element {
  const w = ADMIN_FIELD_WORDS[language.value].assignments
  const { loaded, reload, set } = useLoaded((signal) =>
    together(fetchAssignments(signal), together(fetchDevices(signal), fetchCatalogue(signal))),
  )
  const [open, setOpen] = useState<Open>(null)
  const [done, setDone] = useState('')
  const acting = useActing()
  const ready = loaded.state === 'ready' ? loaded.value : null
  const people = ready ? ready[1][0].devices.filter(isEnumerators) : []
  const close = () => {
    setOpen(null)
    acting.clear()
  }
  const changed = (reply: AssignmentsReply, said: string) => {
    if (ready) set([reply, ready[1]])
    setDone(said)
    close()
  }
  const setEnded = ({ id, village }: AssignmentRecord, ended: boolean) =>
    acting.run(
      () => endAssignment(id, ended),
      (reply) => changed(reply, (ended ? w.done.ended : w.done.reopened)(village)),
    )
  const act = (what: AssignmentAct, assignment: AssignmentRecord) => {
    setDone('')
    if (what === 'reopen') void setEnded(assignment, false)
    else setOpen({ act: what, assignment })
  }
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.penugasan}>
        {people.some(mayGetOne) && (
          <Button look="main" onClick={() => setOpen({ act: 'add' })}>
            {w.add}
          </Button>
        )}
      </SectionHead>
      <p class="admin-lead">{w.lead}</p>
      <div class="admin-notices">
        <Notice tone="saved">{done}</Notice>
        {!open && <FailureNotice failure={acting.failure} />}
      </div>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      {ready && (
        <List
          assignments={ready[0].assignments}
          people={people}
          catalogue={ready[1][1]}
          onAct={act}
        />
      )}
      {ready && (open?.act === 'add' || open?.act === 'edit') && (
        <AssignmentForm
          assignment={open.act === 'edit' ? open.assignment : null}
          people={people}
          catalogue={ready[1][1]}
          onClose={close}
          onRenew={() => {
            close()
            reload()
          }}
          onChanged={changed}
        />
      )}
      {open?.act === 'end' && (
        <Confirm
          title={w.endTitle(open.assignment.village)}
          yes={w.end}
          no={FRAME_WORDS[language.value].cancel}
          onNo={close}
          onYes={() => void setEnded(open.assignment, true)}
        >
          <p>{w.endText}</p>
          <FailureNotice failure={acting.failure} />
        </Confirm>
      )}
    </>
  )
}

function List(props: {
  assignments: readonly AssignmentRecord[]
  people: readonly DeviceRecord[]
  catalogue: Catalogue
  onAct: (act: AssignmentAct, assignment: AssignmentRecord) => void
}): JSX.Element {
  const { assignments, people, catalogue, onAct } = props
  const w = ADMIN_FIELD_WORDS[language.value].assignments
  if (assignments.length === 0 && !people.some(mayGetOne))
    return (
      <StateCard title={w.noPeopleTitle} text={w.noPeopleText}>
        <Button look="main" onClick={() => go(hrefOf({ section: 'perangkat' }))}>
          {w.toDevices}
        </Button>
      </StateCard>
    )
  if (assignments.length === 0) return <StateCard title={w.noneTitle} text={w.noneText} />
  const ended = assignments.filter(({ endedAt }) => endedAt !== null)
  const table = (rows: readonly AssignmentRecord[]) => (
    <AssignmentTable
      assignments={rows}
      people={people}
      units={catalogue.units}
      today={localTimeOf(Date.now(), catalogue.regency.timezone).day}
      onAct={onAct}
    />
  )
  return (
    <>
      {ended.length < assignments.length &&
        table(assignments.filter(({ endedAt }) => endedAt === null))}
      {ended.length > 0 && (
        <details class="assignments-ended">
          <summary>{w.ended(String(ended.length))}</summary>
          {table(ended)}
        </details>
      )}
    </>
  )
}

function isEnumerators({ kind }: DeviceRecord): boolean {
  return kind === 'enumerator'
}

function mayGetOne({ revokedAt }: DeviceRecord): boolean {
  return revokedAt === null
}
