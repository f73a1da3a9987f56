// /api/assignments: what planners ask enumerators to do, and what has come of it.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Problem } from '../../core/problem.ts'
import type { Guarded } from '../../core/wire-admin.ts'
import type { AssignmentChange, AssignmentsReply, EndedChange } from '../../core/wire-field.ts'
import {
  assignmentEditSchema,
  assignmentsChangeSchema,
  assignmentsReplySchema,
  endedChangeSchema,
} from '../../core/wire-field-schema.ts'
import { problemsWith } from '../assignment-checks.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { problem, refuse } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { scopeOf } from '../scope.ts'
import { changeSetup, differing, mustBeAsOpened, type Told } from '../setup-change.ts'
import {
  addAssignment,
  assignmentNamed,
  assignmentRecords,
  changeAssignment,
  endAssignment,
} from '../store/assignments.ts'
import { note } from '../store/audit.ts'
import { devicesNamed } from '../store/devices.ts'
import { inTransaction, takeTurn } from '../store/dialect.ts'
import type { Db } from '../store/open.ts'
import { unitsOf } from '../store/setup.ts'

type OfAssignment = { Params: { assignment: string } }

const readNew = checkedBy<{ assignments: AssignmentChange[] }>(assignmentsChangeSchema)
const readEdit = checkedBy<Guarded<AssignmentChange>>(assignmentEditSchema)
const readEnded = checkedBy<EndedChange>(endedChangeSchema)

const config = { access: 'assignments.change' } as const
const response = withProblems({ 200: assignmentsReplySchema })
/** A refused body names no more. */
const MOST_PROBLEMS = 20

export function assignmentRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const list = {
    schema: {
      summary: 'Assignments with what has come; an officer sees those about the own units',
      response,
    },
    config: { access: 'setup.read' },
  } as const
  app.get('/api/assignments', list, async ({ person }): Promise<AssignmentsReply> => {
    const scope = scopeOf(person, await unitsOf(db))
    return { assignments: await assignmentRecords(db, scope && [...scope]) }
  })

  const add = { summary: 'New assignments, all or none', body: assignmentsChangeSchema, response }
  app.post('/api/assignments', { schema: add, config }, async (request) => {
    const { assignments } = readNew(request.body)
    await inTransaction(db, async (trx) => {
      await takeTurn(trx, 'setup')
      await refuseUnfit(trx, assignments)
      for (const change of assignments) await add1(trx, change, { ...request.by, at: now() })
    })
    return all(db)
  })
  changeRoutes(app, parts)
}

function changeRoutes(app: FastifyInstance, parts: Parts): void {
  const changing = async (
    request: FastifyRequest,
    change: (trx: Db) => Promise<Told<null>>,
  ): Promise<AssignmentsReply> => {
    await changeSetup(parts, request, change)
    return all(parts.db)
  }

  const edit = { summary: 'Change an assignment', body: assignmentEditSchema, response }
  app.put<OfAssignment>(
    '/api/assignments/:assignment',
    { schema: edit, config },
    async (request) => {
      const { was, ...change } = readEdit(request.body)
      const { assignment } = request.params
      return changing(request, async (trx) => {
        const subject = `assignment/${assignment}`
        const { change: before } = await mustHave(trx, assignment)
        await mustBeAsOpened(trx, subject, { was, is: before })
        refuse(problemsWith(change, await thereFor(trx, [change]), before))
        await changeAssignment(trx, assignment, change)
        const detail = differing(before, (await mustHave(trx, assignment)).change)
        return { value: null, action: 'assignment.changed', subject, detail }
      })
    },
  )

  const end = { summary: 'End an assignment, or let it go on', body: endedChangeSchema, response }
  const ended = '/api/assignments/:assignment/ended'
  app.put<OfAssignment>(ended, { schema: end, config }, async (request) => {
    const { ended } = readEnded(request.body)
    const { assignment } = request.params
    return changing(request, async (trx) => {
      const { endedAt } = await mustHave(trx, assignment)
      if (ended !== (endedAt !== null))
        await endAssignment(trx, assignment, ended ? parts.now() : null)
      const action = ended ? 'assignment.ended' : 'assignment.reopened'
      return { value: null, action, subject: `assignment/${assignment}` }
    })
  })
}

async function all(db: Db): Promise<AssignmentsReply> {
  return { assignments: await assignmentRecords(db, null) }
}

async function add1(
  trx: Db,
  change: AssignmentChange,
  told: { who: string; address: string; at: number },
): Promise<void> {
  const id = randomUUID()
  await addAssignment(trx, { id, change, now: told.at, by: told.who })
  const subject = `assignment/${id}`
  await note(trx, { ...told, action: 'assignment.added', subject, detail: { ...change } })
}

async function mustHave(trx: Db, assignment: string) {
  const found = await assignmentNamed(trx, assignment)
  if (!found) throw problem('assignment.unknown', 'assignment')
  return found
}

async function refuseUnfit(trx: Db, assignments: readonly AssignmentChange[]): Promise<void> {
  const there = await thereFor(trx, assignments)
  const problems = assignments.flatMap((change, i) =>
    problemsWith(change, there).map(
      (one): Problem => ({ ...one, path: `assignments.${i}.${one.path}` }),
    ),
  )
  refuse(problems.slice(0, MOST_PROBLEMS))
}

async function thereFor(trx: Db, assignments: readonly AssignmentChange[]) {
  const named = await devicesNamed(
    trx,
    assignments.map(({ device }) => device),
  )
  return {
    units: await unitsOf(trx),
    devices: new Map(named.map((device) => [device.id, device])),
  }
}
