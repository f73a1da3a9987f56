// The trail: who did what, when and from where; searched, read on and on, and taken away as a file.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Unit } from '../../../core/wire.ts'
import type { AuditReply } from '../../../core/wire-admin.ts'
import { auditCsvPath, fetchAudit } from '../../../device/people-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useLoaded } from '../loaded.ts'
import { hrefOf, route, settle } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { Failed, Loading } from '../states.tsx'
import { AuditSearch } from './audit-search.tsx'
import { AuditTable } from './audit-table.tsx'
import { namesIn } from './detail.ts'
import { type AuditFilter, auditQuery, readAuditFilter } from './filter.ts'
import '../list-section.css'

export function Section(): JSX.Element {
  const named = useLoaded(fetchCatalogue)
  const w = ADMIN_PEOPLE_WORDS[language.value].audit
  const [filter, setFilter] = useState(() => readAuditFilter(route.value.query.toString()))
  const query = auditQuery(filter)
  const search = (next: AuditFilter) => {
    setFilter(next)
    settle(hrefOf({ section: 'jejak', query: auditQuery(next) }))
  }
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.jejak}>
        <a class="button button-plain" href={auditCsvPath(query)} download>
          {w.export}
        </a>
      </SectionHead>
      <p class="admin-lead">{w.lead}</p>
      <AuditSearch filter={filter} onSearch={search} />
      {/* Another search is another list: nothing of the one before may stay in it. */}
      <AuditList
        key={query.toString()}
        query={query}
        // The trail can be read without them, and before there is a regency.
        units={named.loaded.state === 'ready' ? named.loaded.value.units : []}
      />
    </>
  )
}

function AuditList(props: { query: URLSearchParams; units: readonly Unit[] }): JSX.Element {
  const { query } = props
  const w = ADMIN_PEOPLE_WORDS[language.value].audit
  const { loaded, reload, set } = useLoaded((signal) => fetchAudit(query, signal))
  const acting = useActing()
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <Failed trouble={loaded.trouble} onRetry={reload} />
  const { entries, next } = loaded.value
  const more = (before: string) =>
    acting.run(
      () => fetchAudit(new URLSearchParams([...query, ['before', before]])),
      (older: AuditReply) => set({ entries: [...entries, ...older.entries], next: older.next }),
    )
  return (
    <section class="admin-card" aria-label={FRAME_WORDS[language.value].sections.jejak}>
      <p class="admin-count" role="status">
        {entries.length > 0
          ? w.shown(formatNumber(entries.length, language.value))
          : query.toString() === ''
            ? w.none
            : w.noMatch}
      </p>
      {entries.length > 0 && <AuditTable entries={entries} names={namesIn(props.units)} />}
      <FailureNotice failure={acting.failure} />
      {next !== null ? (
        <div class="audit-more">
          <Button disabled={acting.busy} onClick={() => void more(next)}>
            {w.more}
          </Button>
        </div>
      ) : (
        entries.length > 0 && <p class="admin-note audit-more">{w.end}</p>
      )}
    </section>
  )
}
