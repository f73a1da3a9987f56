// Every version that was published: answers under each are accepted for ever.
import type { JSX } from 'preact'
import type { InstrumentsReply } from '../../../core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { formatMoment } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'

export function VersionsCard({ reply }: { reply: InstrumentsReply }): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument
  return (
    <section class="admin-card" aria-labelledby="versions-title">
      <h2 id="versions-title">{w.versions}</h2>
      <DataTable
        caption={w.versions}
        rows={reply.versions}
        keyOf={({ name }) => name}
        columns={[
          {
            head: w.versionColumns.name,
            cell: ({ name }) => (
              <span class="chips">
                {name}
                {name === reply.current && <Chip tone="good" text={w.versionNow} />}
              </span>
            ),
          },
          {
            head: w.versionColumns.at,
            cell: ({ publishedAt }) =>
              publishedAt === null ? w.versionOfficial : formatMoment(publishedAt, language.value),
          },
          { head: w.versionColumns.by, cell: ({ publishedBy }) => publishedBy ?? '–' },
        ]}
      />
    </section>
  )
}
