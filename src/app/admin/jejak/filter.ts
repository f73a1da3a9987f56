// What is looked for in the trail, and how it stands in the address.
import { isDay } from '../../../core/period.ts'
import { AUDIT_ACTIONS, type AuditAction } from '../../../core/wire-admin.ts'

export interface AuditFilter {
  text: string
  action: AuditAction | ''
  who: string
  /** Days `YYYY-MM-DD`, both counted; empty = no limit. */
  from: string
  to: string
}

export const NO_FILTER: AuditFilter = { text: '', action: '', who: '', from: '', to: '' }

/** Without what is empty. */
export function auditQuery(filter: AuditFilter): URLSearchParams {
  const filled = Object.entries(filter).flatMap(([key, value]): [string, string][] =>
    value.trim() === '' ? [] : [[key, value.trim()]],
  )
  return new URLSearchParams(filled)
}

/** What cannot be read is left out. */
export function readAuditFilter(search: string): AuditFilter {
  const query = new URLSearchParams(search)
  const said = (key: string) => query.get(key) ?? ''
  const day = (key: string) => (isDay(query.get(key)) ? said(key) : '')
  const action = AUDIT_ACTIONS.find((known) => known === query.get('action')) ?? ''
  return { text: said('text'), action, who: said('who'), from: day('from'), to: day('to') }
}

export function isBackwards({ from, to }: AuditFilter): boolean {
  return from !== '' && to !== '' && to < from
}
