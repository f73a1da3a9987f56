// Files in the age format: only the server opens them, packed or not, as bytes or as lines of text.
import { gunzipSync } from 'node:zlib'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { armored, sealed, unarmored } from '../../../src/device/seal.ts'

async function aKey() {
  const identity = await generateX25519Identity()
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return { recipient: await identityToRecipient(identity), decrypter }
}

describe('a sealed file', () => {
  test('is opened by the key that it was sealed for, and by no other', async () => {
    const [mine, other] = [await aKey(), await aKey()]
    const bytes = await sealed('rahasia '.repeat(1000), mine.recipient)
    expect(bytes.length).toBeLessThan(1000)
    const packed = await mine.decrypter.decrypt(bytes)
    expect(gunzipSync(packed).toString()).toBe('rahasia '.repeat(1000))
    await expect(other.decrypter.decrypt(bytes)).rejects.toThrow()
  })

  test('as lines of text is the same file', async () => {
    const { recipient } = await aKey()
    const bytes = await sealed('rahasia', recipient)
    const lines = armored(bytes)
    expect(lines).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    const throughMail = `\r\n${lines.replaceAll('\n', '\r\n')}`
    expect(unarmored(new TextEncoder().encode(throughMail))).toEqual(bytes)
    expect(unarmored(bytes)).toEqual(bytes)
  })

  test('is told from any other, and from one that was cut off', async () => {
    const { recipient } = await aKey()
    const lines = armored(await sealed('rahasia', recipient))
    const bytesOf = (text: string) => new TextEncoder().encode(text)
    expect(unarmored(bytesOf('%PDF-1.7'))).toBeNull()
    expect(unarmored(bytesOf(''))).toBeNull()
    expect(unarmored(bytesOf(lines.slice(0, 90)))).toBeNull()
  })
})
