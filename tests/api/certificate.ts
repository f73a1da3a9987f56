// Real certificates, made by OpenSSL for one test.
import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempDirectory } from '../store/stores.ts'

export interface Files {
  certificate: string
  key: string
}

/** A new certificate for this machine, signed by itself. @returns its two files */
export function aCertificate(name: string): Files {
  const directory = tempDirectory()
  const files = { certificate: join(directory, 'cert.pem'), key: join(directory, 'key.pem') }
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1']
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const out = ['-keyout', files.key, '-out', files.certificate]
  execFileSync('openssl', ['req', '-x509', '-days', '30', ...curve, ...subject, ...out], {
    stdio: 'ignore',
  })
  return files
}

export function textOf(file: string): string {
  return readFileSync(file, 'utf8')
}

/** Puts a file in the place of another as a renewal does: the whole of it at once. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
