// Why a page that people sign in for has nothing to show.
import type { Reply } from '../device/api.ts'

export type Trouble = 'offline' | 'slow' | 'failed' | 'forbidden'

const FORBIDDEN = 403
const GATEWAY_TIMEOUT = 504

/** A time-out is told as one, a failure as one: neither is "no data". */
export function troubleOf(reply: Extract<Reply<unknown>, { ok: false }>): Trouble | 'signed-out' {
  switch (reply.failure) {
    case 'network':
      return 'offline'
    case 'time-out':
      return 'slow'
    case 'foreign':
      // A proxy's own error page: the server behind it is the one that failed. Anything else is somebody else's page.
      if (reply.status === GATEWAY_TIMEOUT) return 'slow'
      return reply.status >= 500 ? 'failed' : 'offline'
    case 'refused':
      // Not every 401: a wrong code of the authenticator is one, too, and ends no session.
      if (reply.problems.some(({ code }) => code === 'session.missing')) return 'signed-out'
      return reply.status === FORBIDDEN ? 'forbidden' : 'failed'
  }
}
