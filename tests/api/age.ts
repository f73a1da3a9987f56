// The age format a second time, from its specification (age-encryption.org/v1) and by other code than the program's.
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto'

const TAG = 16
const CHUNK = 64 * 1024 + TAG

/** What a file holds that is sealed for this identity (`AGE-SECRET-KEY-1…`) and no other. Throws where anything is wrong. */
export function openAge(file: Buffer, identity: string): Buffer {
  const end = file.indexOf('\n--- ')
  const macEnd = file.indexOf('\n', end + 1)
  const [version, stanza = '', body = ''] = file.toString('latin1', 0, end).split('\n')
  const [arrow, kind, share = ''] = stanza.split(' ')
  if (version !== 'age-encryption.org/v1' || arrow !== '->' || kind !== 'X25519')
    throw new Error('not such a file')
  const fileKey = unwrapped(Buffer.from(share, 'base64'), Buffer.from(body, 'base64'), identity)
  const mac = createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header'))
    .update(file.subarray(0, end + '\n---'.length))
    .digest('base64')
    .replace(/=+$/, '')
  if (file.toString('latin1', end + '\n--- '.length, macEnd) !== mac) throw new Error('header')
  const nonce = file.subarray(macEnd + 1, macEnd + 1 + 16)
  return payloadOf(file.subarray(macEnd + 1 + 16), derived(fileKey, nonce, 'payload'))
}

function unwrapped(share: Buffer, body: Buffer, identity: string): Buffer {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), raw(identity)]),
    format: 'der',
    type: 'pkcs8',
  })
  const recipient = createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), share]),
    format: 'der',
    type: 'spki',
  })
  const secret = diffieHellman({ privateKey, publicKey })
  const salt = Buffer.concat([share, recipient])
  const key = derived(secret, salt, 'age-encryption.org/v1/X25519')
  return opened(body, key, Buffer.alloc(12))
}

function payloadOf(payload: Buffer, key: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let from = 0, count = 0; from < payload.length; from += CHUNK, count++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(count, 7)
    nonce[11] = from + CHUNK >= payload.length ? 1 : 0
    chunks.push(opened(payload.subarray(from, from + CHUNK), key, nonce))
  }
  return Buffer.concat(chunks)
}

function opened(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
}

function derived(secret: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const CHECKSUM = 6

function raw(identity: string): Buffer {
  const letters = identity.toLowerCase().replace('age-secret-key-1', '').slice(0, -CHECKSUM)
  const bits = [...letters].map((letter) => BECH32.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
