// GET /api/results: the index and all that belongs to it, from tallies.
import type { FastifyInstance } from 'fastify'
import type { Results } from '../../core/wire.ts'
import { resultsQuerySchema, resultsSchema } from '../../core/wire-schema.ts'
import type { Parts } from '../parts.ts'
import { questionOf, resultsOf } from '../results.ts'
import { readResultsQuery } from '../results-query.ts'
import { withProblems } from '../route-options.ts'
import { daysWithAnswers, readTallies } from '../store/results.ts'
import { unitsOf } from '../store/setup.ts'

export function resultRoutes(app: FastifyInstance, { auth, db, instruments }: Parts): void {
  const schema = {
    summary: 'Index, elements, change and groups; planner and admin',
    querystring: resultsQuerySchema,
    response: withProblems({ 200: resultsSchema }),
  }
  app.get('/api/results', { schema }, async (request): Promise<Results> => {
    await auth.person(request, 'results.read')
    const units = await unitsOf(db)
    const query = readResultsQuery(request.query, units)
    const instrument = instruments.current
    const question = questionOf(query, instrument, await daysWithAnswers(db))
    return resultsOf(query, question, await readTallies(db, question), { instrument, units })
  })
}
