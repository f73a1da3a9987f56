// Parcels in as many sealed files as the server's limits ask for.
import { CARRIED_LIMITS, type CarriedFile, type CarriedParcel } from '../core/wire-field.ts'
import type { SealedFile } from './files.ts'
import { sealed } from './seal.ts'

export interface Piece {
  bytes: SealedFile['bytes']
  /** Submissions in it. */
  items: number
}

export interface PieceParts {
  recipient: string
  /** What every file says besides its parcels. */
  head: Omit<CarriedFile, 'parcels'>
}

/** Every submission once and in its order; one that is too large alone goes alone, for the server to judge. */
export async function sealedPieces(
  parcels: CarriedParcel[],
  parts: PieceParts,
  limits: Record<keyof typeof CARRIED_LIMITS, number> = CARRIED_LIMITS,
): Promise<Piece[]> {
  const items = parcels.reduce((sum, { submissions }) => sum + submissions.length, 0)
  const text = JSON.stringify({ ...parts.head, parcels } satisfies CarriedFile)
  const fits = items <= limits.items && new TextEncoder().encode(text).length <= limits.plainBytes
  const bytes = fits || items === 1 ? await sealed(text, parts.recipient) : null
  if (bytes && (bytes.length <= limits.sealedBytes || items === 1)) return [{ bytes, items }]
  const pieces: Piece[] = []
  for (const part of partsOf(parcels, Math.min(limits.items, Math.ceil(items / 2))))
    pieces.push(...(await sealedPieces(part, parts, limits)))
  return pieces
}

/** The same parcels in parts of at most so many submissions. */
function partsOf(parcels: CarriedParcel[], most: number): CarriedParcel[][] {
  const parts: CarriedParcel[][] = []
  let room = 0
  for (const parcel of parcels)
    for (let from = 0; from < parcel.submissions.length; ) {
      if (room === 0) {
        parts.push([])
        room = most
      }
      const submissions = parcel.submissions.slice(from, from + room)
      parts.at(-1)?.push({ ...parcel, submissions })
      from += submissions.length
      room -= submissions.length
    }
  return parts
}
