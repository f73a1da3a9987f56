// `/kelola/cadangan`: takes in what an enumerator saved to a file where there was no signal.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../../core/problem.ts'
import type { CarriedReceipt } from '../../../core/wire-field.ts'
import { CARRIED_LIMITS } from '../../../core/wire-field.ts'
import { deliverFile } from '../../../device/field-api.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
import { adminProblemText } from '../../../i18n/admin-problems.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatMoment, formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { FileDrop } from '../file-drop.tsx'
import { SectionHead } from '../section-head.tsx'
import './carried-section.css'

export function Section(): JSX.Element {
  const w = ADMIN_FIELD_WORDS[language.value].carried
  const [taken, setTaken] = useState<{ name: string; receipt: CarriedReceipt } | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const acting = useActing()
  const take = (file: File) => {
    setTooLarge(file.size > CARRIED_LIMITS.sealedBytes)
    acting.clear()
    if (file.size > CARRIED_LIMITS.sealedBytes) return
    void acting.run(
      () => deliverFile(file),
      (receipt) => setTaken({ name: file.name, receipt }),
    )
  }
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.cadangan} />
      <p class="admin-lead">{w.lead}</p>
      <section class="admin-card">
        <h2>{taken ? w.takenTitle(taken.name) : w.title}</h2>
        <FailureNotice failure={acting.failure} />
        {taken ? (
          <>
            <Taken receipt={taken.receipt} />
            <Button look="main" onClick={() => setTaken(null)}>
              {w.another}
            </Button>
          </>
        ) : (
          <>
            <FileDrop
              accept=".age,.txt"
              busy={acting.busy}
              words={{ choose: acting.busy ? w.reading : w.choose, drop: w.drop }}
              onFile={take}
            />
            <Notice tone="problem">{tooLarge && w.tooLarge}</Notice>
          </>
        )}
      </section>
    </>
  )
}

function Taken({ receipt }: { receipt: CarriedReceipt }): JSX.Element {
  const w = ADMIN_FIELD_WORDS[language.value].carried
  const { parcels, written } = receipt
  const refused = parcels.flatMap((parcel) => parcel.refused)
  const figure = (n: number) => formatNumber(n, language.value)
  return (
    <div class="admin-form">
      <Notice tone="info">{w.written(formatMoment(written, language.value))}</Notice>
      {parcels.length === 0 && <p>{w.nothing}</p>}
      {parcels.length > 0 && (
        <DataTable
          caption={w.title}
          rows={parcels}
          // A device that was wiped has several.
          keyOf={(parcel) => String(parcels.indexOf(parcel))}
          columns={[
            { head: w.columns.person, cell: ({ name, device }) => name || device },
            { head: w.columns.stored, kind: 'figure', cell: ({ stored }) => figure(stored) },
            { head: w.columns.known, kind: 'figure', cell: ({ known }) => figure(known) },
            {
              head: w.columns.conflicted,
              kind: 'figure',
              cell: ({ conflicted }) => figure(conflicted),
            },
            {
              head: w.columns.refused,
              kind: 'figure',
              cell: ({ refused }) => figure(refused.length),
            },
          ]}
        />
      )}
      <Notice tone="problem">{refused.length > 0 && w.refusedText}</Notice>
      {refused.length > 0 && <Refused refused={refused} />}
    </div>
  )
}

/** More than that nobody reads one by one. */
const MOST_NAMED = 200

function Refused(props: { refused: CarriedReceipt['parcels'][number]['refused'] }): JSX.Element {
  const w = ADMIN_FIELD_WORDS[language.value].carried
  const { length } = props.refused
  const figure = (n: number) => formatNumber(n, language.value)
  const textOf = (problems: readonly Problem[]) =>
    [...new Set(problems.map((problem) => adminProblemText(problem, language.value)))].join(' ')
  return (
    <details class="carried-section-refused">
      <summary>{w.refusedWhy(figure(length))}</summary>
      <ul>
        {props.refused.slice(0, MOST_NAMED).map(({ id, problems }, i) => (
          // An id may be refused twice, and the list never changes.
          <li key={i}>
            <code>{id}</code> {textOf(problems)}
          </li>
        ))}
        {length > MOST_NAMED && <li>{w.refusedMore(figure(length - MOST_NAMED))}</li>}
      </ul>
    </details>
  )
}
