// GET /api/setup: all that a device needs to work alone for weeks.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import { localTimeOf } from '../../core/period.ts'
import type { DeviceSetup } from '../../core/wire.ts'
import { deviceSetupSchema } from '../../core/wire-schema.ts'
import { etagOf, type Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { publishedResults } from '../published.ts'
import { withProblems } from '../route-options.ts'
import { CONTACT_EVERY_MS, type KnownDevice, noteContact } from '../store/devices.ts'
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
    if (now() - (device.seenAt ?? 0) > CONTACT_EVERY_MS) await noteContact(db, [device.id], now())
    const body = JSON.stringify(await setupFor(device, parts))
    const etag = etagOf(body)
    void reply.header('etag', etag)
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
}

async function setupFor(device: KnownDevice, parts: Parts): Promise<DeviceSetup> {
  const { db, instruments, now } = parts
  const regency = await regencyOf(db)
  const [unit] = await unitsOf(db, device.unit)
  if (!regency || !unit) throw problem('setup.missing')
  const services = unit.services.filter(
    ({ id }) => device.service === null || id === device.service,
  )
  const served = { ...unit, services }
  const today = localTimeOf(now(), regency.timezone).day
  return {
    device: { id: device.id, kind: device.kind, unit: device.unit, service: device.service },
    regency,
    unit: served,
    instruments: [instruments.current],
    instrument: instrumentName(instruments.current),
    published: await publishedResults(db, served, instruments.current, today),
    periods: [],
    assignments: [],
    words: {},
    simulated: await isSimulated(db),
  }
}
