// What a zip file says that it unpacks to: read before anything of it is unpacked.

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
/** A comment after the end has at most this many bytes. */
const COMMENT_BYTES = 65_535
/** A workbook has some ten parts; more are made to tire the reader. */
const MOST_ENTRIES = 1000

/** Bytes of all parts unpacked, as the file's directory names them; `null` for what is no zip file, or a strange one. */
export function unpackedBytes(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MOST_ENTRIES) return null
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) return null
    // Larger than 4 GB says all ones, which is too large as well.
    total += view.getUint32(at + 24, true)
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return total
}

function endOf(view: DataView): number | null {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES); at--)
    if (view.getUint32(at, true) === END) return at
  return null
}
