// GET /api/results: the index and all that belongs to it, from tallies.
import type { FastifyInstance } from 'fastify'
import type { Results } from '../../core/wire.ts'
import { resultsQuerySchema, resultsSchema } from '../../core/wire-schema.ts'
import type { Parts } from '../parts.ts'
import { questionOf, resultsOf } from '../results.ts'
import { readResultsQuery } from '../results-query.ts'
import { withProblems } from '../route-options.ts'
import { scopeOf, unitsAsked } from '../scope.ts'
import { surveyPeriods } from '../store/periods.ts'
import { daysWithAnswers, readTallies } from '../store/results.ts'
import { unitsOf } from '../store/setup.ts'

export function resultRoutes(app: FastifyInstance, { db, instruments }: Parts): void {
  const schema = {
    summary: 'Index, elements, change and groups; an officer sees the own unit and those below',
    querystring: resultsQuerySchema,
    response: withProblems({ 200: resultsSchema }),
  }
  app.get(
    '/api/results',
    { schema, config: { access: 'results.read' } },
    async (request): Promise<Results> => {
      const units = await unitsOf(db)
      const query = readResultsQuery(request.query, units)
      const asked = unitsAsked(scopeOf(request.person, units), query.unit, units)
      const known = await instruments.now()
      const days = await daysWithAnswers(db, asked)
      const question = questionOf(query, { units: asked, instruments: known, days })
      const periods = await surveyPeriods(db)
      const setup = { instruments: known, units, periods }
      return resultsOf(query, question, await readTallies(db, question), setup)
    },
  )
}
