// GET /api/catalogue: what a dashboard needs to name things.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import type { Catalogue } from '../../core/wire.ts'
import { catalogueSchema } from '../../core/wire-schema.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { activeDevices } from '../store/devices.ts'
import { daysWithAnswers } from '../store/results.ts'
import { isSimulated } from '../store/settings.ts'
import { regencyOf, unitsOf } from '../store/setup.ts'

/** A device is active that was in contact within this time. */
const ACTIVE_MS = 7 * 24 * 3600 * 1000

export function catalogueRoutes(app: FastifyInstance, parts: Parts): void {
  const { auth, db, instruments, now } = parts
  const schema = {
    summary: 'Regency, units, services and instruments; planner and admin',
    response: withProblems({ 200: catalogueSchema }),
  }
  app.get('/api/catalogue', { schema }, async (request): Promise<Catalogue> => {
    await auth.person(request, 'setup.read')
    const regency = await regencyOf(db)
    if (!regency) throw problem('setup.missing')
    return {
      regency,
      units: await unitsOf(db),
      instruments: [...instruments.all],
      instrument: instrumentName(instruments.current),
      simulated: await isSimulated(db),
      activeDevices: await activeDevices(db, now() - ACTIVE_MS),
      periods: [],
      days: await daysWithAnswers(db),
    }
  })
}
