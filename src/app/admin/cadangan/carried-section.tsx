// `/kelola/cadangan`: takes in what an enumerator saved to a file where there was no signal.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { CarriedReceipt } from '../../../core/wire-field.ts'
import { CARRIED_LIMITS } from '../../../core/wire-field.ts'
import { deliverFile } from '../../../device/field-api.ts'
import { ADMIN_FIELD_WORDS } from '../../../i18n/admin-field.ts'
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
  const figure = (n: number) => formatNumber(n, language.value)
  return (
    <div class="admin-form">
      <Notice tone="info">{w.written(formatMoment(written, language.value))}</Notice>
      {parcels.length === 0 && <p>{w.nothing}</p>}
      {parcels.length > 0 && (
        <DataTable
          caption={w.title}
          rows={parcels}
          keyOf={({ device }) => device}
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
      <Notice tone="problem">
        {parcels.some(({ refused }) => refused.length > 0) && w.refusedText}
      </Notice>
    </div>
  )
}
