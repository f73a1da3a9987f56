// The server's replies as the dashboard takes them: figures, or why there are none.
import type { Reply } from '../../device/api.ts'
import { fetchCatalogue, fetchResults } from '../../device/session-api.ts'
import { troubleOf } from '../trouble.ts'
import type { Asked, LoaderParts } from './loader.ts'
import type { Question } from './view.ts'

export const askServer: Pick<LoaderParts, 'catalogue' | 'results'> = {
  catalogue: async (signal) => asked(await fetchCatalogue(signal)),
  results: async (question, signal) => asked(await fetchResults(queryOf(question), signal)),
}

function asked<T>(reply: Reply<T>): Asked<T> {
  return reply.ok ? reply : { ok: false, trouble: troubleOf(reply) }
}

function queryOf(question: Question): URLSearchParams {
  return new URLSearchParams(Object.entries(question))
}
