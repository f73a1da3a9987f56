// The call that notes a file before it is made; only the dashboard loads it.
import type { ExportNote } from '../core/wire-admin.ts'
import { call, type Reply } from './api.ts'

/** `POST /api/exports` */
export function noteExport(json: ExportNote, signal?: AbortSignal): Promise<Reply<null>> {
  return call({ method: 'POST', path: '/api/exports', json, signal }, (_, response) =>
    response.status === 204 ? null : undefined,
  )
}
