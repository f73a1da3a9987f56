// Why a sign-in did not work, as the page says it.
import type { ProblemCode } from '../../core/problem.ts'
import type { Reply } from '../../device/api.ts'

export type SignInTrouble =
  | 'wrong'
  | 'codeNeeded'
  | 'codeWrong'
  | 'unreachable'
  | 'slow'
  | 'failed'
  | { waitMs: number }

/** When the server does not say how long, ms. */
const WAIT_UNSAID_MS = 60_000

export function signInTroubleOf(reply: Extract<Reply<unknown>, { ok: false }>): SignInTrouble {
  if (reply.failure === 'time-out') return 'slow'
  if (reply.failure !== 'refused') return reply.status >= 500 ? 'failed' : 'unreachable'
  const limited = reply.problems.find(
    ({ code }) => code === 'rate.limited' || code === 'sign-in.locked',
  )
  if (limited || reply.status === 429) {
    const said = Number(limited?.detail) * 1000
    return { waitMs: reply.retryAfterMs ?? (said > 0 ? said : WAIT_UNSAID_MS) }
  }
  const said = (what: ProblemCode) => reply.problems.some(({ code }) => code === what)
  if (said('sign-in.wrong')) return 'wrong'
  // The password was right: the second factor is still missing.
  if (said('sign-in.code-needed')) return 'codeNeeded'
  if (said('sign-in.code-wrong')) return 'codeWrong'
  // An empty or over-long name or password is no account of ours either.
  return reply.status >= 500 ? 'failed' : 'wrong'
}
