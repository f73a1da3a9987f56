// Reads the query of the trail; days are those of the regency.
import { dayAfter, startOfDay } from '../core/period.ts'
import type { AuditAction } from '../core/wire-admin.ts'
import { auditQuerySchema } from '../core/wire-people-schema.ts'
import { checkedBy } from './checked.ts'
import { RequestProblem } from './problems.ts'
import type { AuditFilter } from './store/audit.ts'

interface AuditQuery {
  text?: string
  action?: AuditAction
  who?: string
  from?: string
  to?: string
  before?: string
}

const readQuery = checkedBy<AuditQuery>(auditQuerySchema)

/** Throws `query.invalid` for each field that cannot be read. */
export function readAuditQuery(
  input: unknown,
  timezone: string,
): { filter: AuditFilter; before: string | null } {
  const { text, action, who, from, to, before } = readFields(input)
  const filter = {
    text: text ?? null,
    action: action ?? null,
    who: who ?? null,
    from: from === undefined ? null : startOfDay(from, timezone),
    to: to === undefined ? null : startOfDay(dayAfter(to, 1), timezone) - 1,
  }
  return { filter, before: before ?? null }
}

function readFields(input: unknown): AuditQuery {
  // A field that was left empty filters nothing.
  const filled = Object.entries(input ?? {}).filter(([, value]) => value !== '')
  try {
    return readQuery(Object.fromEntries(filled))
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error
    const [first, ...others] = error.problems.map(({ path = '', detail = '' }) => ({
      code: 'query.invalid' as const,
      path,
      detail,
    }))
    throw first ? new RequestProblem([first, ...others]) : error
  }
}
