// /api/instruments: the questionnaire, its draft, and publishing it as a new version.
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { type Instrument, instrumentName } from '../../core/instrument.ts'
import { mayDo } from '../../core/roles.ts'
import type { DraftChange, InstrumentsReply, OfRevision } from '../../core/wire-admin.ts'
import {
  draftChangeSchema,
  instrumentsReplySchema,
  ofRevisionSchema,
} from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import { publishedChanges } from '../instrument-changes.ts'
import { versionNames } from '../instruments.ts'
import type { Parts } from '../parts.ts'
import { mustBe, problem } from '../problems.ts'
import { draftFrom, isSameVersion } from '../questionnaire.ts'
import { withProblems } from '../route-options.ts'
import { scopeOf, seenInstrument } from '../scope.ts'
import { changeSetup } from '../setup-change.ts'
import {
  draftedBy,
  draftOf,
  dropDraft,
  publications,
  publishInstrument,
  putDraft,
} from '../store/instruments.ts'
import type { Db } from '../store/open.ts'
import { DEFAULT_PRINTED_ORDER, regencyOf, unitsOf } from '../store/setup.ts'

const readDraftChange = checkedBy<DraftChange>(draftChangeSchema)
const readRevision = checkedBy<OfRevision>(ofRevisionSchema)

const config = { access: 'setup.change' } as const
const response = withProblems({ 200: instrumentsReplySchema })

export function instrumentRoutes(app: FastifyInstance, parts: Parts): void {
  const list = {
    schema: { summary: 'Versions of the questionnaire, and its draft', response },
    config: { access: 'setup.read' },
  } as const
  app.get('/api/instruments', list, async ({ person }): Promise<InstrumentsReply> => {
    const reply = await replyFor(parts)
    if (mayDo(person.role, 'setup.change')) return reply
    const units = await unitsOf(parts.db)
    return {
      ...reply,
      instrument: seenInstrument(reply.instrument, scopeOf(person, units), units),
      draft: null,
      draftBy: null,
      revision: revisionOf(reply.instrument, null),
    }
  })

  const draft = { summary: 'Keep a draft of the next version', body: draftChangeSchema, response }
  app.put('/api/instruments/draft', { schema: draft, config }, async (request) => {
    const { revision, instrument } = readDraftChange(request.body)
    await changeSetup(parts, request, async (trx) => {
      const value = await readDraft(trx, parts, instrument)
      // What is there already was sent before, and its answer lost.
      if (!isDeepStrictEqual(value, await draftOf(trx))) await mustBeOf(revision, trx, parts)
      await putDraft(trx, { draft: value, by: request.by.who })
      return { value, action: 'instrument.drafted', subject: `instrument/${instrumentName(value)}` }
    })
    return replyFor(parts)
  })

  const drop = { summary: 'Throw the draft away', querystring: ofRevisionSchema, response }
  app.delete('/api/instruments/draft', { schema: drop, config }, async (request) => {
    const { revision } = readRevision(request.query)
    await changeSetup(parts, request, async (trx) => {
      if ((await draftOf(trx)) === null) throw problem('instrument.no-draft')
      await mustBeOf(revision, trx, parts)
      await dropDraft(trx, request.by.who)
      const detail = { dropped: true }
      return { value: null, action: 'instrument.drafted', subject: 'instrument', detail }
    })
    return replyFor(parts)
  })

  const publish = {
    summary: 'Publish the draft: devices ask it from their next setup on; it never changes again',
    body: ofRevisionSchema,
    response,
  }
  app.post('/api/instruments/publish', { schema: publish, config }, async (request) => {
    const { revision } = readRevision(request.body)
    await changeSetup(parts, request, async (trx) => {
      const kept = await draftOf(trx)
      await mustBeOf(revision, trx, parts)
      if (kept === null) throw problem('instrument.no-draft')
      const instrument = await readDraft(trx, parts, kept)
      const name = instrumentName(instrument)
      const { current } = await parts.instruments.now(trx)
      const order = (await regencyOf(trx))?.printedOrder ?? DEFAULT_PRINTED_ORDER
      if (isSameVersion(instrument, current, order)) throw problem('instrument.no-draft')
      const detail = publishedChanges(current, instrument)
      await publishInstrument(trx, { name, instrument, now: parts.now(), by: request.by.who })
      await dropDraft(trx, request.by.who)
      return { value: name, action: 'instrument.published', subject: `instrument/${name}`, detail }
    })
    return replyFor(parts)
  })
}

async function readDraft(trx: Db, { instruments }: Parts, input: unknown) {
  const setup = { instruments: await instruments.now(trx), units: await unitsOf(trx) }
  return mustBe(draftFrom(input, setup))
}

/** Throws `setup.changed` with who changed it, where what was read is not what is there now. */
async function mustBeOf(revision: string, trx: Db, { instruments }: Parts): Promise<void> {
  const { current } = await instruments.now(trx)
  if (revisionOf(current, await draftOf(trx)) === revision) return
  throw problem('setup.changed', undefined, (await draftedBy(trx)) ?? undefined)
}

/** Both count: a draft that was published is another state than the draft it was. */
function revisionOf(current: Instrument, draft: unknown): string {
  const content = JSON.stringify([instrumentName(current), draft])
  // Half of it: the whole has the shape of a token, which no address may hold.
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

async function replyFor({ db, instruments }: Parts): Promise<InstrumentsReply> {
  const known = await instruments.now()
  const { current } = known
  const published = await publications(db)
  const draft = await draftOf(db)
  return {
    current: instrumentName(current),
    versions: versionNames(known).map((name) => {
      const found = published.find((one) => one.name === name)
      return {
        name,
        publishedAt: found?.published_at ?? null,
        publishedBy: found?.published_by ?? null,
      }
    }),
    instrument: current,
    // Written by `putDraft` only.
    draft: draft as InstrumentsReply['draft'],
    revision: revisionOf(current, draft),
    draftBy: await draftedBy(db),
  }
}
