// Entries of the trail as sentences.
import type { JSX } from 'preact'
import type { AuditEntry } from '../../../core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatMoment } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { detailLines, subjectText } from './detail.ts'

interface AuditTableProps {
  entries: readonly AuditEntry[]
  /** By subject. */
  names: ReadonlyMap<string, string>
}

export function AuditTable({ entries, names }: AuditTableProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].audit
  return (
    <DataTable
      caption={FRAME_WORDS[language.value].sections.jejak}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        {
          head: w.columns.what,
          cell: ({ action, subject }) => (
            <span class="row-name">
              {w.actions[action] ?? action}
              {subject && <small>{subjectText(subject, names)}</small>}
            </span>
          ),
        },
        {
          head: w.columns.who,
          cell: ({ who }) => <span class="audit-address">{who === 'cli' ? w.cli : who}</span>,
        },
        {
          head: w.columns.at,
          cell: ({ at }) => (
            <time class="audit-at" dateTime={new Date(at).toISOString()}>
              {formatMoment(at, language.value)}
            </time>
          ),
        },
        { head: w.columns.detail, cell: (entry) => <Detail entry={entry} /> },
        {
          head: w.columns.address,
          cell: ({ address }) => <span class="audit-address">{address || w.noDetail}</span>,
        },
      ]}
    />
  )
}

function Detail({ entry }: { entry: AuditEntry }): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].audit
  const lines = detailLines(entry.detail, w)
  if (lines.length === 0) return <>{w.noDetail}</>
  return (
    <dl class="audit-detail">
      {lines.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
