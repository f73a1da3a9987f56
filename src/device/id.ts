// Ids of submissions: UUIDv7 (RFC 9562), made on the device at the first tap.

/** Random bytes that an id takes; six of their bits give way to version and variant. */
const ID_RANDOM_BYTES = 10

/**
 * The id of a moment and a draw: sorts by time, and two devices never make the same one.
 * @param timeMs ms since epoch; @param random 10 random bytes
 */
export function uuidV7(timeMs: number, random: Uint8Array): string {
  const time = Math.trunc(timeMs).toString(16).padStart(12, '0')
  const bytes = [...random.subarray(0, ID_RANDOM_BYTES)]
  bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f)
  bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f)
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [time.slice(0, 8), time.slice(8), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join(
    '-',
  )
}

/** A new id, from this device's clock and the browser's randomness. */
export function newSubmissionId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)))
}
