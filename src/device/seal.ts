// The age format: all that knows the package. Loaded when a file is made or taken in.
import { armor, Encrypter } from 'age-encryption'
import { gzipped } from './api.ts'

/**
 * Packed where the browser can, and sealed: the `age` command opens it too.
 * @param recipient `age1…`
 */
export async function sealed(text: string, recipient: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await gzipped(text)
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const bytes = await encrypter.encrypt(packed ? new Uint8Array(packed) : text)
  // The package's types leave open that the memory is shared, which it is not.
  return bytes as Uint8Array<ArrayBuffer>
}

/** The same as lines of text, for ways that carry nothing else. */
export function armored(bytes: Uint8Array): string {
  return armor.encode(bytes)
}

const BINARY = 'age-encryption.org/'
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'

/** A sealed file without its armour; `null` = it is no file of this format. */
export function unarmored(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 200))
  if (start.startsWith(BINARY)) return bytes
  if (!start.trimStart().startsWith(ARMOR)) return null
  try {
    return new Uint8Array(armor.decode(new TextDecoder().decode(bytes)))
  } catch {
    // Cut off or changed on its way.
    return null
  }
}
