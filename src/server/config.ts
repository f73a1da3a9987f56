// What the environment says about how the server runs; everything wrong in it is found at once.
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { Parsed, Problem } from '../core/problem.ts'

export interface Config {
  /** 0 takes a free one. */
  port: number
  host: string
  dataDirectory: string
  /** `postgres://…`; `null` = the SQLite file in `dataDirectory`. Holds a password: only `databaseName` may be shown. */
  databaseUrl: string | null
  /** Where people reach the server, without a slash at its end; `null` = at its own address. */
  publicUrl: string | null
  /** The PEM files of a server that speaks HTTPS itself. */
  tls: TlsFiles | null
  /** Browsers reach it by HTTPS, from here or from a proxy in front. */
  secure: boolean
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  trustedProxies: string[]
  metricsToken: string | null
  /** The daily backup; `null` = none. */
  backup: BackupPlan | null
}

export interface TlsFiles {
  certificate: string
  key: string
}

export interface BackupPlan {
  directory: string
  /** Minutes after midnight, in the regency's time zone. */
  atMinute: number
  keptDays: number
}

export type Environment = Record<string, string | undefined>

/** Shorter ones can be guessed. */
const TOKEN = /^[\x21-\x7e]{16,}$/
const MOST_KEPT_DAYS = 3650
const MINUTES_OF_HOUR = 60

/** Reads the settings. What they say of files is looked at by `readStartSettings`: a command needs none of those files. */
export function readConfig(environment: Environment): Parsed<Config> {
  const problems: Problem[] = []
  const wrong = (path: string, detail: string) => {
    problems.push({ code: 'config.invalid', path, detail })
  }
  const port = environment.PORT || '8080'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) wrong('PORT', '0 to 65535')
  const host = environment.HOST || '127.0.0.1'
  if (/[\s/]/.test(host)) wrong('HOST', 'an address or a host name')
  const publicUrl = environment.PUBLIC_URL ? originOf(environment.PUBLIC_URL) : null
  if (publicUrl === undefined) wrong('PUBLIC_URL', 'https://host or http://host, without a path')
  const databaseUrl = environment.DATABASE_URL || null
  if (databaseUrl !== null && !isPostgres(databaseUrl))
    wrong('DATABASE_URL', 'postgres://user:password@host:port/database, or empty for SQLite')
  const tls = tlsFilesIn(environment)
  if (tls === undefined)
    wrong(environment.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT', 'TLS_CERT and TLS_KEY go together')
  if (tls && publicUrl?.startsWith('http:'))
    wrong('PUBLIC_URL', 'https://host: with TLS_CERT the server speaks HTTPS')
  const trustedProxies = namesIn(environment.TRUSTED_PROXIES) ?? (publicUrl ? ['loopback'] : [])
  if (!trustedProxies.every(isNetwork))
    wrong('TRUSTED_PROXIES', 'addresses or networks, as in 10.0.0.5, 10.1.0.0/16')
  const metricsToken = environment.METRICS_TOKEN || null
  if (metricsToken !== null && !TOKEN.test(metricsToken))
    wrong('METRICS_TOKEN', 'at least 16 characters, without a space')
  const dataDirectory = dataDirectoryIn(environment)
  const backup = backupOf(environment, wrong)
  if (problems.length > 0 || publicUrl === undefined || tls === undefined)
    return { ok: false, problems }
  const secure = tls !== null || (publicUrl?.startsWith('https:') ?? false)
  const network = { port: Number(port), host, publicUrl, tls, secure, trustedProxies }
  return { ok: true, value: { ...network, dataDirectory, databaseUrl, metricsToken, backup } }
}

/** The database as it may be shown and logged: without its password. */
export function databaseName(config: Pick<Config, 'databaseUrl' | 'dataDirectory'>): string {
  const { databaseUrl, dataDirectory } = config
  if (databaseUrl === null) return join(dataDirectory, 'suara-warga.db')
  const { protocol, host, pathname } = new URL(databaseUrl)
  return `${protocol}//${host}${pathname}`
}

export function dataDirectoryIn({ DATA_DIR }: Environment): string {
  return DATA_DIR || './data'
}

/** `null` = neither is set, `undefined` = only one is. */
export function tlsFilesIn({ TLS_CERT, TLS_KEY }: Environment): TlsFiles | null | undefined {
  if (!TLS_CERT && !TLS_KEY) return null
  return TLS_CERT && TLS_KEY ? { certificate: TLS_CERT, key: TLS_KEY } : undefined
}

function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username
  return bare && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

function isPostgres(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
}

function namesIn(text: string | undefined): string[] | null {
  if (!text) return null
  return text.split(',').map((name) => name.trim())
}

function isNetwork(name: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true
  const [address = '', bits, ...rest] = name.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  )
}

function backupOf(
  environment: Environment,
  wrong: (path: string, detail: string) => void,
): BackupPlan | null {
  const { BACKUP_DIR: directory, BACKUP_AT: at, BACKUP_KEEP: keep } = environment
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at || '02:30')
  if (!time) wrong('BACKUP_AT', '00:00 to 23:59')
  const keptDays = Number(keep || '30')
  if (!Number.isInteger(keptDays) || keptDays < 1 || keptDays > MOST_KEPT_DAYS)
    wrong('BACKUP_KEEP', `days, 1 to ${MOST_KEPT_DAYS}`)
  if (!directory) {
    // Set without a place, they would look like a backup that is made.
    for (const name of ['BACKUP_AT', 'BACKUP_KEEP'])
      if (environment[name]) wrong(name, 'needs BACKUP_DIR')
    return null
  }
  const atMinute = Number(time?.[1]) * MINUTES_OF_HOUR + Number(time?.[2])
  return { directory, atMinute, keptDays }
}
