// What several routes declare alike: their rate limit and the shape of their errors.
import { type JsonSchema, problemBodySchema } from '../core/wire-schema.ts'

/** For what can be guessed at: a person never needs more, a script gets nowhere. */
export const few = { rateLimit: { max: 10, timeWindow: 60_000 } }

/** Responses by status, with the one error body for all others. */
export function withProblems(responses: Record<number, JsonSchema>) {
  return { ...responses, '4xx': problemBodySchema, '5xx': problemBodySchema }
}
