// The certificate of a server that speaks HTTPS itself: read, checked, and taken anew when its files change.
import { createPrivateKey, hash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, type Server } from 'node:tls'
import type { Parsed, Problem } from '../core/problem.ts'
import type { TlsFiles } from './config.ts'

/** A certificate and the key that belongs to it, as PEM. */
export interface TlsPair {
  cert: string
  key: string
  /** ms since epoch */
  expiresAt: number
}

/** Reading two small files costs nothing, and works where links are swapped, which watching a file does not. */
const LOOK_EVERY_MS = 2000

/** Both files, if they can be read and belong together. A half-written pair does not. */
export function readPair(files: TlsFiles): Parsed<TlsPair> {
  const problems: Problem[] = []
  const attempt = <T>(path: string, detail: string | null, work: () => T): T | null => {
    try {
      return work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      problems.push({ code: 'config.invalid', path, detail: detail ?? code })
      return null
    }
  }
  const cert = attempt('TLS_CERT', null, () => readFileSync(files.certificate, 'utf8'))
  const key = attempt('TLS_KEY', null, () => readFileSync(files.key, 'utf8'))
  const certificate =
    cert !== null && attempt('TLS_CERT', 'a certificate as PEM', () => new X509Certificate(cert))
  const secret =
    key !== null && attempt('TLS_KEY', 'a private key as PEM', () => createPrivateKey(key))
  if (cert === null || key === null || !certificate || !secret) return { ok: false, problems }
  if (!certificate.checkPrivateKey(secret))
    problems.push({ code: 'config.invalid', path: 'TLS_KEY', detail: 'the key of TLS_CERT' })
  else attempt('TLS_CERT', 'certificates as PEM', () => createSecureContext({ cert, key }))
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { cert, key, expiresAt: certificate.validToDate.getTime() } }
}

/**
 * Shows the server's new connections the new certificate whenever the files change; those that are open go on. A pair that
 * cannot be used leaves the old one in place.
 * @param report told once of each change: the new pair, or what is wrong with it
 * @returns the way to stop
 */
export function watchPair(
  server: Pick<Server, 'setSecureContext'>,
  pair: TlsPair,
  { files, report }: { files: TlsFiles; report(read: Parsed<TlsPair>): void },
): () => void {
  let seen = fingerprint({ ok: true, value: pair })
  const look = () => {
    const read = readPair(files)
    const found = fingerprint(read)
    if (found === seen) return
    seen = found
    if (read.ok) server.setSecureContext({ cert: read.value.cert, key: read.value.key })
    report(read)
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return () => clearInterval(timer)
}

function fingerprint(read: Parsed<TlsPair>): string {
  return hash('sha256', JSON.stringify(read))
}
