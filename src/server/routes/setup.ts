// GET /api/setup: all that a device needs to work alone for weeks.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import { localTimeOf } from '../../core/period.ts'
import { offeringUnit, withinUnit } from '../../core/unit-tree.ts'
import type { DeviceSetup } from '../../core/wire.ts'
import { deviceSetupSchema } from '../../core/wire-schema.ts'
import { assignmentsFor, placeOf } from '../assigned.ts'
import { etagOf, type Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { publishedResults } from '../published.ts'
import { withProblems } from '../route-options.ts'
import { ageRecipient } from '../seal.ts'
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
  const { id, kind, service, services, name } = device
  const place = placeOf(units, device.unit, services ?? (service === null ? null : [service]))
  if (!regency || !place) throw problem('setup.missing')
  const { unit } = place
  const instruments = await parts.instruments.now()
  const { current } = instruments
  const today = localTimeOf(now(), regency.timezone).day
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
    ...place,
    instruments: [current],
    instrument: instrumentName(current),
    published: await publishedResults(db, {
      units: [...withinUnit(units, offeringUnit(units, unit).id)],
      services: unit.services,
      instruments,
      today,
    }),
    periods: await surveyPeriods(db),
    assignments: await assignmentsFor(db, device, { units, today }),
    recipient: await ageRecipient(db),
    words: {},
    simulated: await isSimulated(db),
  }
}
