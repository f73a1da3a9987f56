// /api/units/:unit/services: services, their standards and their users.
import type { FastifyInstance } from 'fastify'
import type { ArchivedChange, Guarded, OrderChange, ServiceChange } from '../../core/wire-admin.ts'
import {
  archivedChangeSchema,
  orderChangeSchema,
  serviceChangeSchema,
  serviceEditSchema,
  unitsReplySchema,
} from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { mustBe } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { changeUnits, differing, mustBeAsOpened } from '../setup-change.ts'
import type { Db } from '../store/open.ts'
import {
  addService,
  archiveService,
  changeService,
  orderServices,
  removeService,
  type ServiceName,
} from '../store/services.ts'
import { unitsOf } from '../store/setup.ts'

type OfUnit = { Params: { unit: string } }
type OfService = { Params: ServiceName }

const readService = checkedBy<ServiceChange>(serviceChangeSchema)
const readEdit = checkedBy<Guarded<ServiceChange>>(serviceEditSchema)
const readArchived = checkedBy<ArchivedChange>(archivedChangeSchema)
const readOrder = checkedBy<OrderChange>(orderChangeSchema)

const config = { access: 'setup.change' } as const
const response = withProblems({ 200: unitsReplySchema })

export function serviceRoutes(app: FastifyInstance, parts: Parts): void {
  changeRoutes(app, parts)
  placeRoutes(app, parts)
}

function changeRoutes(app: FastifyInstance, parts: Parts): void {
  const add = { summary: 'A new service', body: serviceChangeSchema, response }
  app.post<OfUnit>('/api/units/:unit/services', { schema: add, config }, async (request) => {
    const detail = { ...readService(request.body) }
    const { unit } = request.params
    return changeUnits(parts, request, async (trx) => {
      const value = mustBe(await addService(trx, unit, detail))
      return { value, action: 'service.added', subject: `service/${unit}/${value}`, detail }
    })
  })

  const path = '/api/units/:unit/services/:service'
  const change = { summary: 'Change a service', body: serviceEditSchema, response }
  app.put<OfService>(path, { schema: change, config }, async (request) => {
    const { was, ...asked } = readEdit(request.body)
    return changeUnits(parts, request, async (trx) => {
      const before = await serviceAsIs(trx, request.params)
      const opened = { was: was && flat(was), is: before }
      await mustBeAsOpened(trx, subjectOf(request.params), opened)
      const value = mustBe(await changeService(trx, request.params, asked))
      const detail = differing(before, await serviceAsIs(trx, request.params))
      return { value, action: 'service.changed', subject: subjectOf(request.params), detail }
    })
  })

  const remove = { summary: 'Remove a service to which nothing belongs', response }
  app.delete<OfService>(path, { schema: remove, config }, async (request) =>
    changeUnits(parts, request, async (trx) => {
      mustBe(await removeService(trx, request.params))
      return { value: null, action: 'service.removed', subject: subjectOf(request.params) }
    }),
  )
}

function placeRoutes(app: FastifyInstance, parts: Parts): void {
  const archive = {
    summary: 'Archive a service, or bring it back',
    body: archivedChangeSchema,
    response,
  }
  app.put<OfService>(
    '/api/units/:unit/services/:service/archived',
    { schema: archive, config },
    async (request) => {
      const { archived } = readArchived(request.body)
      return changeUnits(parts, request, async (trx) => {
        const archiving = { archived, now: parts.now() }
        const value = mustBe(await archiveService(trx, request.params, archiving))
        const action = archived ? 'service.archived' : 'service.restored'
        return { value, action, subject: subjectOf(request.params) }
      })
    },
  )

  const order = { summary: "Order a unit's services", body: orderChangeSchema, response }
  app.put<OfUnit>('/api/units/:unit/services-order', { schema: order, config }, async (request) => {
    const { ids } = readOrder(request.body)
    const { unit } = request.params
    return changeUnits(parts, request, async (trx) => {
      mustBe(await orderServices(trx, unit, ids))
      return { value: null, action: 'service.ordered', subject: `unit/${unit}`, detail: { ids } }
    })
  })
}

function subjectOf({ unit, service }: ServiceName): string {
  return `service/${unit}/${service}`
}

/** What may change of a service, as it is now, each component of its standard apart; nothing of one that is not there. */
async function serviceAsIs(trx: Db, { unit, service }: ServiceName): Promise<object> {
  const there = (await unitsOf(trx)).find(({ id }) => id === unit)
  const found = there?.services.find(({ id }) => id === service)
  if (!found) return {}
  const { name, standard, users = {}, freeByLaw = null } = found
  return flat({ name, standard, users, freeByLaw })
}

function flat({ name, standard, users, freeByLaw }: ServiceChange) {
  const { persyaratan, prosedur, waktu, biaya, produk, pengaduan } = standard ?? {}
  return { name, users, freeByLaw, persyaratan, prosedur, waktu, biaya, produk, pengaduan }
}
