// /api/instruments: the questionnaire, its draft, and publishing it as a new version.
import type { FastifyInstance } from 'fastify'
import { instrumentName } from '../../core/instrument.ts'
import { mayDo } from '../../core/roles.ts'
import type { InstrumentsReply } from '../../core/wire-admin.ts'
import { instrumentSchema } from '../../core/wire-schema.ts'
import { instrumentsReplySchema } from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import { versionNames } from '../instruments.ts'
import type { Parts } from '../parts.ts'
import { mustBe, problem } from '../problems.ts'
import { draftFrom } from '../questionnaire.ts'
import { withProblems } from '../route-options.ts'
import { changeSetup } from '../setup-change.ts'
import {
  draftOf,
  dropDraft,
  publications,
  publishInstrument,
  putDraft,
} from '../store/instruments.ts'
import type { Db } from '../store/open.ts'
import { unitsOf } from '../store/setup.ts'

const readInstrument = checkedBy<object>(instrumentSchema)

const config = { access: 'setup.change' } as const
const response = withProblems({ 200: instrumentsReplySchema })

export function instrumentRoutes(app: FastifyInstance, parts: Parts): void {
  const list = {
    schema: { summary: 'Versions of the questionnaire, and its draft', response },
    config: { access: 'setup.read' },
  } as const
  app.get('/api/instruments', list, async ({ person }): Promise<InstrumentsReply> => {
    const reply = await replyFor(parts)
    return mayDo(person.role, 'setup.change') ? reply : { ...reply, draft: null }
  })

  const draft = { summary: 'Keep a draft of the next version', body: instrumentSchema, response }
  app.put('/api/instruments/draft', { schema: draft, config }, async (request) => {
    const input = readInstrument(request.body)
    await changeSetup(parts, request, async (trx) => {
      const value = await readDraft(trx, parts, input)
      await putDraft(trx, value)
      return { value, action: 'instrument.drafted', subject: `instrument/${instrumentName(value)}` }
    })
    return replyFor(parts)
  })

  const drop = { summary: 'Throw the draft away', response }
  app.delete('/api/instruments/draft', { schema: drop, config }, async (request) => {
    await changeSetup(parts, request, async (trx) => {
      if ((await draftOf(trx)) === null) throw problem('instrument.no-draft')
      await dropDraft(trx)
      const detail = { dropped: true }
      return { value: null, action: 'instrument.drafted', subject: 'instrument', detail }
    })
    return replyFor(parts)
  })

  const publish = {
    summary: 'Publish the draft: devices ask it from their next setup on; it never changes again',
    response,
  }
  app.post('/api/instruments/publish', { schema: publish, config }, async (request) => {
    await changeSetup(parts, request, async (trx) => {
      const kept = await draftOf(trx)
      if (kept === null) throw problem('instrument.no-draft')
      const instrument = await readDraft(trx, parts, kept)
      const name = instrumentName(instrument)
      await publishInstrument(trx, { name, instrument, now: parts.now(), by: request.by.who })
      await dropDraft(trx)
      return { value: name, action: 'instrument.published', subject: `instrument/${name}` }
    })
    return replyFor(parts)
  })
}

async function readDraft(trx: Db, { instruments }: Parts, input: unknown) {
  const setup = { instruments: await instruments.now(trx), units: await unitsOf(trx) }
  return mustBe(draftFrom(input, setup))
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
  }
}
