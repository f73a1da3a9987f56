// Why a sign-in did not work, as the page says it.
import type { Reply } from '../../device/api.ts'

export type SignInTrouble = 'wrong' | 'unreachable' | 'slow' | 'failed' | { waitMs: number }

/** When the server does not say how long, ms. */
const WAIT_UNSAID_MS = 60_000

export function signInTroubleOf(reply: Extract<Reply<unknown>, { ok: false }>): SignInTrouble {
  if (reply.failure === 'time-out') return 'slow'
  if (reply.failure !== 'refused') return reply.status >= 500 ? 'failed' : 'unreachable'
  const limited = reply.problems.find(({ code }) => code === 'rate.limited')
  if (limited || reply.status === 429) {
    const said = Number(limited?.detail) * 1000
    return { waitMs: reply.retryAfterMs ?? (said > 0 ? said : WAIT_UNSAID_MS) }
  }
  if (reply.problems.some(({ code }) => code === 'sign-in.wrong')) return 'wrong'
  // An empty or over-long name or password is no account of ours either.
  return reply.status >= 500 ? 'failed' : 'wrong'
}
