// /api/periods: survey periods, opened, closed and opened again.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayDo } from '../../core/roles.ts'
import type { Guarded, PeriodChange, PeriodState, PeriodsReply } from '../../core/wire-admin.ts'
import {
  periodChangeSchema,
  periodEditSchema,
  periodStateSchema,
  periodsReplySchema,
} from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { mustBe } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { changeSetup, mustBeAsOpened, type Told } from '../setup-change.ts'
import type { Db } from '../store/open.ts'
import {
  addPeriod,
  changePeriod,
  periodsOf,
  removePeriod,
  setPeriodState,
} from '../store/periods.ts'

type OfPeriod = { Params: { period: string } }

const readChange = checkedBy<PeriodChange>(periodChangeSchema)
const readEdit = checkedBy<Guarded<PeriodChange>>(periodEditSchema)
const readState = checkedBy<PeriodState>(periodStateSchema)

const config = { access: 'setup.change' } as const
const response = withProblems({ 200: periodsReplySchema })

export function periodRoutes(app: FastifyInstance, parts: Parts): void {
  const changing = async (
    request: FastifyRequest,
    change: (trx: Db) => Promise<Told<string>>,
  ): Promise<PeriodsReply> => {
    await changeSetup(parts, request, change)
    return { periods: await periodsOf(parts.db) }
  }
  const list = {
    schema: { summary: 'Periods', response },
    config: { access: 'setup.read' },
  } as const
  app.get('/api/periods', list, async ({ person }): Promise<PeriodsReply> => {
    const periods = await periodsOf(parts.db)
    if (mayDo(person.role, 'setup.change')) return { periods }
    return { periods: periods.map((period) => ({ ...period, closedAt: null, reason: null })) }
  })

  const add = { summary: 'A new period', body: periodChangeSchema, response }
  app.post('/api/periods', { schema: add, config }, async (request) => {
    const detail = { ...readChange(request.body) }
    return changing(request, async (trx) => {
      const value = mustBe(await addPeriod(trx, detail))
      return { value, action: 'period.added', subject: `period/${value}`, detail }
    })
  })

  const change = { summary: 'Change a period', body: periodEditSchema, response }
  app.put<OfPeriod>('/api/periods/:period', { schema: change, config }, async (request) => {
    const { was, ...detail } = readEdit(request.body)
    const { period } = request.params
    return changing(request, async (trx) => {
      await mustBeAsOpened(trx, `period/${period}`, { was, is: await periodAsIs(trx, period) })
      const value = mustBe(await changePeriod(trx, period, detail))
      return { value, action: 'period.changed', subject: `period/${value}`, detail }
    })
  })

  const state = {
    summary: 'Close a period, or open it again with a reason',
    body: periodStateSchema,
    response,
  }
  app.put<OfPeriod>('/api/periods/:period/state', { schema: state, config }, async (request) => {
    const { state, reason } = readState(request.body)
    return changing(request, async (trx) => {
      const next = { state, ...(reason ? { reason: reason.trim() } : {}), now: parts.now() }
      const value = mustBe(await setPeriodState(trx, request.params.period, next))
      const action = state === 'closed' ? 'period.closed' : 'period.reopened'
      return { value, action, subject: `period/${value}`, detail: reason ? { reason } : {} }
    })
  })

  const remove = { summary: 'Remove a period without an answer in it', response }
  app.delete<OfPeriod>('/api/periods/:period', { schema: remove, config }, async (request) =>
    changing(request, async (trx) => {
      const value = mustBe(await removePeriod(trx, request.params.period))
      return { value, action: 'period.removed', subject: `period/${value}` }
    }),
  )
}

/** What may change of a period, as it is now; nothing of one that is not there. */
async function periodAsIs(trx: Db, period: string): Promise<Partial<PeriodChange>> {
  const found = (await periodsOf(trx)).find(({ id }) => id === period)
  return found ? { name: found.name, from: found.from, to: found.to } : {}
}
