// What an import will change, line by line, or what stands in its way, cell by cell.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ImportChange, ImportProblem, ImportReply } from '../../../core/wire-admin.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { CheckField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countOf } from './setup-file.ts'

/** Lines drawn at once: a file of thousands must not hold up the page. */
const AT_ONCE = 200

interface ImportPreviewProps {
  reply: ImportReply
  /** The one before it was out of date. */
  again: boolean
  busy: boolean
  onApply: () => void
  onOther: () => void
}

export function ImportPreview(props: ImportPreviewProps): JSX.Element {
  const { reply, busy } = props
  const w = ADMIN_WORDS[language.value].import
  const count = countOf(reply.changes)
  const wrong = reply.problems.length > 0
  return (
    <div class="import-preview">
      <Notice tone="info">{props.again && w.again}</Notice>
      {wrong ? (
        <Problems problems={reply.problems} />
      ) : (
        <>
          <Counts changes={reply.changes} />
          {count === 0 && <Notice tone="info">{w.nothing}</Notice>}
          <Changes changes={reply.changes} />
        </>
      )}
      <div class="admin-actions import-apply">
        {!wrong && count > 0 && (
          <Button look="main" disabled={busy} onClick={props.onApply}>
            {busy ? w.applying : w.apply(count)}
          </Button>
        )}
        <Button disabled={busy} onClick={props.onOther}>
          {w.other}
        </Button>
        {!wrong && count > 0 && <p class="admin-note">{w.notYet}</p>}
      </div>
    </div>
  )
}

function Counts({ changes }: { changes: readonly ImportChange[] }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  return (
    <ul class="import-counts">
      {(['added', 'changed', 'same'] as const).map((kind) => (
        <li key={kind}>
          <strong>{changes.filter(({ change }) => change === kind).length}</strong> {w.counts[kind]}
        </li>
      ))}
    </ul>
  )
}

function Changes({ changes }: { changes: readonly ImportChange[] }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  const [withSame, setWithSame] = useState(false)
  const [most, setMost] = useState(AT_ONCE)
  const rows = changes.filter(({ change }) => withSame || change !== 'same')
  const columns: Column<ImportChange>[] = [
    {
      head: w.columns.what,
      cell: ({ part, name }) => (
        <span class="import-what">
          {name} <small>{w.parts[part]}</small>
        </span>
      ),
    },
    {
      head: w.columns.change,
      cell: ({ change }) => <span class={`import-pill ${change}`}>{w.changes[change]}</span>,
    },
    { head: w.columns.detail, cell: (change) => <Fields change={change} /> },
  ]
  return (
    <>
      {rows.length > 0 && (
        <DataTable
          caption={w.title}
          columns={columns}
          rows={rows.slice(0, most)}
          keyOf={({ part, id }) => `${part} ${id}`}
        />
      )}
      {rows.length > most && (
        <Button onClick={() => setMost(most + AT_ONCE)}>
          {w.more(Math.min(AT_ONCE, rows.length - most))}
        </Button>
      )}
      {changes.some(({ change }) => change === 'same') && (
        <CheckField label={w.showSame} checked={withSame} onChange={setWithSame} />
      )}
    </>
  )
}

/** What a new line brings, and what a changed one was and will be. */
function Fields({ change: { change, fields } }: { change: ImportChange }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  return (
    <ul class="import-fields">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          <span>{field}:</span>{' '}
          {change === 'changed' && (
            <>
              {before ? <del>{before}</del> : <span>{w.empty}</span>}{' '}
              <span aria-hidden="true">→</span>{' '}
            </>
          )}
          {after ? <ins>{after}</ins> : <span>{w.empty}</span>}
        </li>
      ))}
    </ul>
  )
}

function Problems({ problems }: { problems: readonly ImportProblem[] }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  const columns: Column<[number, ImportProblem]>[] = [
    { head: w.cell, cell: ([, { path }]) => <code>{path ?? '–'}</code> },
    { head: w.column, cell: ([, { column }]) => column ?? '–' },
    { head: w.found, cell: ([, { found }]) => found || '–' },
    { head: w.problem, cell: ([, problem]) => whatIsWrong(problem) },
  ]
  return (
    <>
      <Notice tone="problem">
        {w.problemsTitle(problems.length)}. {w.problemsText}
      </Notice>
      <DataTable
        caption={w.problem}
        columns={columns}
        rows={problems.slice(0, AT_ONCE).map((problem, i): [number, ImportProblem] => [i, problem])}
        keyOf={([i]) => String(i)}
      />
    </>
  )
}

function whatIsWrong(problem: ImportProblem): string {
  const w = ADMIN_WORDS[language.value].import
  const { code, detail, path = '' } = problem
  if (code === 'setup.duplicate' && detail) return w.firstAt(detail)
  const text = fieldText([{ ...problem, path }], path, language.value) ?? ''
  if (code === 'import.row' && detail) return `${text} ${w.shouldBe(detail)}`
  return code === 'import.column' && detail ? `${text} ${detail}` : text
}
