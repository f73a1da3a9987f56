// /api/setup.xlsx, /api/setup.csv and /api/setup-import: the setup as a file, and back.
import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ImportReply } from '../../core/wire-admin.ts'
import { fileSchema, importReplySchema } from '../../core/wire-setup-schema.ts'
import { readAtMost } from '../body.ts'
import type { Parts } from '../parts.ts'
import { problem, refuse } from '../problems.ts'
import type { Sheet } from '../reports/setup-columns.ts'
import { readCsv, writeCsv } from '../reports/setup-csv.ts'
import { csvRows, workbookSheets } from '../reports/setup-sheets.ts'
import { readWorkbook, writeWorkbook } from '../reports/workbook.ts'
import { withProblems } from '../route-options.ts'
import { scopeOf, seenUnits } from '../scope.ts'
import { changeSetup } from '../setup-change.ts'
import { MOST_ROWS, wantedOf } from '../setup-import.ts'
import { changedUnits, changesOf } from '../setup-plan.ts'
import { noteAlone } from '../store/audit.ts'
import type { Db } from '../store/open.ts'
import { surveyPeriods } from '../store/periods.ts'
import { unitsOf, writeUnits } from '../store/setup.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CSV = 'text/csv'
const MOST_BYTES = 5_000_000
/** A sheet is read so far: one row of headings, the rows that are allowed, and one that shows that there are more. */
const ROWS_READ = MOST_ROWS + 2

/** Bytes of an upload, under one of the two types. */
interface Upload {
  type: typeof XLSX | typeof CSV
  bytes: Buffer
}

export function setupFileRoutes(app: FastifyInstance, parts: Parts): void {
  exportRoutes(app, parts)
  // Only here a body may be something else than JSON.
  void app.register(async (scope) => importRoute(scope, parts))
}

function exportRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const config = { access: 'setup.read' } as const
  const response = withProblems({ 200: fileSchema })
  const seen = async (request: FastifyRequest, format: string) => {
    const units = await unitsOf(db)
    const entry = { ...request.by, at: now(), action: 'setup.exported' as const }
    await noteAlone(db, { ...entry, detail: { format } })
    return [seenUnits(units, scopeOf(request.person, units)), await surveyPeriods(db)] as const
  }
  const workbook = { summary: 'Units, services and standards as a workbook', response }
  app.get('/api/setup.xlsx', { schema: workbook, config }, async (request, reply) => {
    const [units, periods] = await seen(request, 'xlsx')
    const bytes = Buffer.from(await writeWorkbook(workbookSheets(units, periods)))
    return reply.type(XLSX).header('content-disposition', named('pengaturan.xlsx')).send(bytes)
  })
  const csv = { summary: 'The same as one CSV', response }
  app.get('/api/setup.csv', { schema: csv, config }, async (request, reply) => {
    const [units, periods] = await seen(request, 'csv')
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', named('pengaturan.csv'))
      .send(await writeCsv(csvRows(units, periods)))
  })
}

function importRoute(app: FastifyInstance, parts: Parts): void {
  for (const type of [XLSX, CSV] as const)
    app.addContentTypeParser(
      type,
      async (request: FastifyRequest): Promise<Upload> => ({
        type,
        bytes: await readAtMost(request, MOST_BYTES),
      }),
    )
  const schema = {
    summary: 'What a workbook or CSV would change; with ?apply= and the digest, change it',
    consumes: [XLSX, CSV],
    querystring: { type: 'object', properties: { apply: { type: 'string' } } },
    response: withProblems({ 200: importReplySchema }),
  }
  app.post<{ Querystring: { apply?: unknown } }>(
    '/api/setup-import',
    { schema, config: { access: 'setup.change' } },
    async (request): Promise<ImportReply> => {
      const { bytes, sheets } = await readUpload(request.body)
      const { apply } = request.query
      if (apply === undefined) return (await preview(parts.db, bytes, sheets)).reply
      return changeSetup(parts, request, async (trx) => {
        const { reply, units } = await preview(trx, bytes, sheets)
        if (reply.digest !== apply) throw problem('import.digest')
        refuse(reply.problems)
        const written = await writeUnits(trx, changedUnits(units, reply.changes), {
          now: parts.now(),
          keepPlaces: true,
        })
        const changed = reply.changes.filter(({ change }) => change !== 'same')
        const detail = {
          changed: changed.map(({ part, id, change }) => `${part} ${id} ${change}`),
          ...written,
        }
        return { value: { ...reply, applied: true }, action: 'setup.imported', subject: '', detail }
      })
    },
  )
}

async function readUpload(body: unknown): Promise<{ bytes: Buffer; sheets: Sheet[] }> {
  if (body === undefined || body === null) throw problem('body.missing')
  if (!isUpload(body)) throw problem('import.format')
  const { type, bytes } = body
  if (type === XLSX) {
    const sheets = await readWorkbook(bytes, ROWS_READ)
    if (!sheets) throw problem('import.format')
    return { bytes, sheets }
  }
  const rows = await readCsv(bytes, ROWS_READ)
  if (!rows) throw problem('import.format')
  return { bytes, sheets: [{ name: '', rows }] }
}

async function preview(db: Db, bytes: Buffer, sheets: readonly Sheet[]) {
  const units = await unitsOf(db)
  const periods = await surveyPeriods(db)
  const wanted = wantedOf(sheets, { units, periods })
  const setup = hash('sha256', JSON.stringify([units, periods]))
  const digest = hash('sha256', `${hash('sha256', bytes)} ${setup}`).slice(0, 32)
  const { problems } = wanted
  const changes = problems.length > 0 ? [] : changesOf(wanted.units, units)
  const reply: ImportReply = { applied: false, digest, changes, problems }
  return { reply, units: wanted.units }
}

function isUpload(body: unknown): body is Upload {
  return typeof body === 'object' && body !== null && 'bytes' in body && Buffer.isBuffer(body.bytes)
}

function named(file: string): string {
  return `attachment; filename="${file}"`
}
