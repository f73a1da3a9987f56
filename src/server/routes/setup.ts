// GET /api/setup: all that a device needs to work alone for weeks.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import { localTimeOf } from '../../core/period.ts'
import { offeringUnit, servicesAt, upwardsFrom, withinUnit } from '../../core/unit-tree.ts'
import type { DeviceSetup, Service, Unit } from '../../core/wire.ts'
import { deviceSetupSchema } from '../../core/wire-schema.ts'
import { etagOf, type Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { publishedResults } from '../published.ts'
import { withProblems } from '../route-options.ts'
import { CONTACT_EVERY_MS, type KnownDevice, noteContact } from '../store/devices.ts'
import { patiently } from '../store/dialect.ts'
import { surveyPeriods } from '../store/periods.ts'
import { isSimulated } from '../store/settings.ts'
import { regencyOf, unitsOf } from '../store/setup.ts'

export function setupRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const schema = {
    summary: "A device's setup; If-None-Match with its ETag answers 304",
    response: withProblems({ 200: deviceSetupSchema }),
  }
  app.get('/api/setup', { schema, config: { access: 'device' } }, async (request, reply) => {
    const { device } = request
    if (now() - (device.seenAt ?? 0) > CONTACT_EVERY_MS)
      await patiently(() => noteContact(db, [device.id], now()))
    const body = JSON.stringify(await setupFor(device, parts))
    const etag = etagOf(body)
    void reply.header('etag', etag)
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
}

async function setupFor(device: KnownDevice, parts: Parts): Promise<DeviceSetup> {
  const { db, now } = parts
  const regency = await regencyOf(db)
  const units = await unitsOf(db)
  const [unit, ...above] = upwardsFrom(units, device.unit)
  if (!regency || !unit) throw problem('setup.missing')
  const ofUnit = above.find(({ kind }) => kind !== 'counter')
  const instruments = await parts.instruments.now()
  const { current } = instruments
  const served = { ...unit, services: servicesFor(device, units) }
  const { id, kind, service, services, name } = device
  return {
    device: {
      id,
      kind,
      unit: unit.id,
      service,
      ...(services ? { services } : {}),
      ...(name ? { name } : {}),
    },
    regency: { ...regency, printedOrder: current.printedOrder ?? regency.printedOrder },
    unit: served,
    above: above.map((one) => one.id),
    ...(unit.kind === 'counter' && ofUnit ? { counterOf: ofUnit.short } : {}),
    instruments: [current],
    instrument: instrumentName(current),
    published: await publishedResults(db, {
      units: [...withinUnit(units, offeringUnit(units, unit).id)],
      services: served.services,
      instruments,
      today: localTimeOf(now(), regency.timezone).day,
    }),
    periods: await surveyPeriods(db),
    assignments: [],
    words: {},
    simulated: await isSimulated(db),
  }
}

/** What the device may ask about now: of what its unit offers, those it is meant for. */
function servicesFor({ unit, service, services }: KnownDevice, units: readonly Unit[]): Service[] {
  const chosen = services ?? (service === null ? null : [service])
  return servicesAt(units, unit).filter(
    ({ id, archived }) => !archived && (chosen === null || chosen.includes(id)),
  )
}
