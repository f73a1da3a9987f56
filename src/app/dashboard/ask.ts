// The server's replies as the dashboard takes them: figures, or why there are none.
import { fetchCatalogue, fetchResults, type Reply } from '../../device/api.ts'
import type { Asked, LoaderParts, Trouble } from './loader.ts'
import type { Question } from './view.ts'

const UNAUTHORIZED = 401
const FORBIDDEN = 403
const GATEWAY_TIMEOUT = 504

export const askServer: Pick<LoaderParts, 'catalogue' | 'results'> = {
  catalogue: async (signal) => asked(await fetchCatalogue(signal)),
  results: async (question, signal) => asked(await fetchResults(queryOf(question), signal)),
}

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
      if (reply.status === UNAUTHORIZED) return 'signed-out'
      return reply.status === FORBIDDEN ? 'forbidden' : 'failed'
  }
}

function asked<T>(reply: Reply<T>): Asked<T> {
  return reply.ok ? reply : { ok: false, trouble: troubleOf(reply) }
}

function queryOf(question: Question): URLSearchParams {
  return new URLSearchParams(Object.entries(question))
}
