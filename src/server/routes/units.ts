// /api/regency and /api/units: the regency and its tree of units.
import type { FastifyInstance } from 'fastify'
import type { Regency } from '../../core/wire.ts'
import type {
  ArchivedChange,
  Guarded,
  OrderChange,
  RegencyChange,
  UnitChange,
} from '../../core/wire-admin.ts'
import {
  archivedChangeSchema,
  orderChangeSchema,
  regencyEditSchema,
  regencyReplySchema,
  unitChangeSchema,
  unitEditSchema,
  unitsReplySchema,
} from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { mustBe, problem } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { changeSetup, changeUnits, differing, mustBeAsOpened } from '../setup-change.ts'
import { isTimezone } from '../setup-file.ts'
import type { Db } from '../store/open.ts'
import { DEFAULT_PRINTED_ORDER, putRegency, regencyOf, unitsOf } from '../store/setup.ts'
import { hasAnySubmission } from '../store/submissions.ts'
import { addUnit, archiveUnit, changeUnit, orderUnits, removeUnit } from '../store/units.ts'

type OfUnit = { Params: { unit: string } }

const readRegency = checkedBy<Guarded<RegencyChange>>(regencyEditSchema)
const readUnit = checkedBy<UnitChange>(unitChangeSchema)
const readEdit = checkedBy<Guarded<UnitChange>>(unitEditSchema)
const readArchived = checkedBy<ArchivedChange>(archivedChangeSchema)
const readOrder = checkedBy<OrderChange>(orderChangeSchema)

const config = { access: 'setup.change' } as const
const response = withProblems({ 200: unitsReplySchema })

export function unitRoutes(app: FastifyInstance, parts: Parts): void {
  regencyRoute(app, parts)
  changeRoutes(app, parts)
  placeRoutes(app, parts)
}

function regencyRoute(app: FastifyInstance, parts: Parts): void {
  const schema = {
    summary: 'Name, province and time zone of the regency',
    body: regencyEditSchema,
    response: withProblems({ 200: regencyReplySchema }),
  }
  app.put('/api/regency', { schema, config }, async (request) => {
    const { was, ...change } = readRegency(request.body)
    if (!isTimezone(change.timezone))
      throw problem('field.range', 'timezone', 'an IANA name, as in Asia/Jakarta')
    const regency = await changeSetup(parts, request, async (trx) => {
      const before = await regencyOf(trx)
      // Answers belong to the regency that they were given in.
      if (before && before.id !== change.id && (await hasAnySubmission(trx)))
        throw problem('setup.other-regency', 'id', before.name)
      await mustBeAsOpened(trx, `regency/${change.id}`, { was, is: asShown(before) })
      const value = { ...change, printedOrder: before?.printedOrder ?? DEFAULT_PRINTED_ORDER }
      await putRegency(trx, value)
      const action = 'regency.changed'
      const detail = before ? differing(before, value) : { is: value }
      return { value, action, subject: `regency/${change.id}`, detail }
    })
    return { regency }
  })
}

function changeRoutes(app: FastifyInstance, parts: Parts): void {
  const add = { summary: 'A new unit', body: unitChangeSchema, response }
  app.post('/api/units', { schema: add, config }, async (request) => {
    const detail = { ...readUnit(request.body) }
    return changeUnits(parts, request, async (trx) => {
      const value = mustBe(await addUnit(trx, detail))
      return { value, action: 'unit.added', subject: `unit/${value}`, detail }
    })
  })

  const change = { summary: 'Change a unit, or move it', body: unitEditSchema, response }
  app.put<OfUnit>('/api/units/:unit', { schema: change, config }, async (request) => {
    const { was, ...asked } = readEdit(request.body)
    return changeUnits(parts, request, async (trx) => {
      const before = await unitAsIs(trx, request.params.unit)
      await mustBeAsOpened(trx, `unit/${request.params.unit}`, { was, is: before })
      const value = mustBe(await changeUnit(trx, request.params.unit, asked))
      const detail = differing(before, await unitAsIs(trx, value))
      return { value, action: 'unit.changed', subject: `unit/${value}`, detail }
    })
  })

  const remove = { summary: 'Remove a unit to which nothing belongs', response }
  app.delete<OfUnit>('/api/units/:unit', { schema: remove, config }, async (request) =>
    changeUnits(parts, request, async (trx) => {
      const id = mustBe(await removeUnit(trx, request.params.unit))
      return { value: null, action: 'unit.removed', subject: `unit/${id}` }
    }),
  )
}

function placeRoutes(app: FastifyInstance, parts: Parts): void {
  const archive = {
    summary: 'Archive a unit with those below it, or bring it back with those above it',
    body: archivedChangeSchema,
    response,
  }
  app.put<OfUnit>('/api/units/:unit/archived', { schema: archive, config }, async (request) => {
    const { archived } = readArchived(request.body)
    return changeUnits(parts, request, async (trx) => {
      const archiving = { archived, now: parts.now() }
      const value = mustBe(await archiveUnit(trx, request.params.unit, archiving))
      const action = archived ? 'unit.archived' : 'unit.restored'
      return { value, action, subject: `unit/${value}` }
    })
  })

  const order = { summary: 'Order the units of one place', body: orderChangeSchema, response }
  app.put('/api/units-order', { schema: order, config }, async (request) => {
    const { parent = null, ids } = readOrder(request.body)
    return changeUnits(parts, request, async (trx) => {
      mustBe(await orderUnits(trx, parent, ids))
      const subject = parent === null ? '' : `unit/${parent}`
      return { value: null, action: 'unit.ordered', subject, detail: { ids } }
    })
  })
}

/** What may change of the regency. */
function asShown(regency: Regency | null): Partial<RegencyChange> {
  if (!regency) return {}
  const { printedOrder: _, ...shown } = regency
  return shown
}

/** What may change of a unit, as it is now; nothing of one that is not there. */
async function unitAsIs(trx: Db, unit: string): Promise<Partial<UnitChange>> {
  const found = (await unitsOf(trx)).find(({ id }) => id === unit)
  if (!found) return {}
  const { name, short, kind = 'unit', parent = null } = found
  return { name, short, kind, parent }
}
