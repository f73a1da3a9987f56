// The call that delivers another device's file.
import type { CarriedReceipt } from '../core/wire-field.ts'
import { call, type Reply } from './api.ts'
import { asCarriedReceipt } from './field-api.ts'

/** `POST /api/carried`: as often as one likes, the server answers the same. @param token of the device that delivers it */
export function postCarried(
  token: string,
  sealed: Uint8Array<ArrayBuffer>,
  signal?: AbortSignal,
): Promise<Reply<CarriedReceipt>> {
  const file = new Blob([sealed], { type: 'application/octet-stream' })
  return call({ method: 'POST', path: '/api/carried', token, file, signal }, asCarriedReceipt)
}
