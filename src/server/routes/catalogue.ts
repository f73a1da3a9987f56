// GET /api/catalogue: what a dashboard needs to name things.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import type { Catalogue } from '../../core/wire.ts'
import { catalogueSchema } from '../../core/wire-schema.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { scopeOf, seenInstrument, seenUnits } from '../scope.ts'
import { activeDevices } from '../store/devices.ts'
import { missingIn } from '../store/gaps.ts'
import { surveyPeriods } from '../store/periods.ts'
import { daysWithAnswers } from '../store/results.ts'
import { isSimulated } from '../store/settings.ts'
import { regencyOf, unitsOf } from '../store/setup.ts'

/** A device is active that was in contact within this time. */
const ACTIVE_MS = 7 * 24 * 3600 * 1000

export function catalogueRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, instruments, now } = parts
  const schema = {
    summary:
      'Regency, units, services and instruments; an officer sees the own unit and those below',
    response: withProblems({ 200: catalogueSchema }),
  }
  app.get(
    '/api/catalogue',
    { schema, config: { access: 'setup.read' } },
    async (request): Promise<Catalogue> => {
      const regency = await regencyOf(db)
      if (!regency) throw problem('setup.missing')
      const known = await instruments.now()
      const units = await unitsOf(db)
      const scope = scopeOf(request.person, units)
      const seen = scope && [...scope]
      return {
        regency: { ...regency, printedOrder: known.current.printedOrder ?? regency.printedOrder },
        units: seenUnits(units, scope),
        instruments: known.all.map((one) => seenInstrument(one, scope, units)),
        instrument: instrumentName(known.current),
        simulated: await isSimulated(db),
        activeDevices: await activeDevices(db, now() - ACTIVE_MS, seen),
        missing: await missingIn(db, seen),
        periods: await surveyPeriods(db),
        days: await daysWithAnswers(db, seen),
      }
    },
  )
}
