// The trail as CSV, written while it is read: memory does not grow with it.
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { plainCell } from '../core/spreadsheet.ts'
import { type AuditFilter, auditEntries } from './store/audit.ts'
import type { Db } from './store/open.ts'

const PAGE = 1000
const COLUMNS = ['id', 'at', 'who', 'address', 'action', 'subject', 'detail']

/** Latest first; times in UTC, as in `2026-11-24T07:00:00.000Z`. */
export function auditCsv(db: Db, filter: AuditFilter): Readable {
  const lines = Readable.from(rows(db, filter))
  const csv = stringify({
    bom: true,
    header: true,
    columns: COLUMNS,
    record_delimiter: 'windows',
    cast: { string: plainCell },
  })
  // An error of the database ends the file where it is, and the connection with it: a cut file is seen to be cut.
  lines.on('error', (error) => csv.destroy(error))
  return lines.pipe(csv)
}

async function* rows(db: Db, filter: AuditFilter): AsyncGenerator<string[]> {
  let before: string | null = null
  for (;;) {
    const entries = await auditEntries(db, filter, { before, most: PAGE })
    for (const { id, at, who, address, action, subject, detail } of entries)
      yield [id, new Date(at).toISOString(), who, address, action, subject, JSON.stringify(detail)]
    before = entries.at(-1)?.id ?? null
    if (entries.length < PAGE || before === null) return
  }
}
