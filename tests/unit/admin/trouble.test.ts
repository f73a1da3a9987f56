// Which refusals end a session, and which say something else.
import { expect, test } from 'vitest'
import { troubleOf } from '../../../src/app/trouble.ts'
import type { ProblemCode } from '../../../src/core/problem.ts'

const refused = (status: number, code: ProblemCode) =>
  troubleOf({ ok: false, failure: 'refused', status, problems: [{ code }], retryAfterMs: null })

test('only a session that is over leads to the sign-in', () => {
  expect(refused(401, 'session.missing')).toBe('signed-out')
  expect(refused(401, 'sign-in.code-wrong')).not.toBe('signed-out')
  expect(refused(403, 'role.forbidden')).toBe('forbidden')
})
