// What the environment says about how the server runs; everything wrong in it is found at once.
import type { Parsed, Problem } from '../core/problem.ts'

export interface Config {
  /** 0 takes a free one. */
  port: number
  host: string
  dataDirectory: string
  /** Where people reach the server, without a slash at its end; `null` = at its own address. */
  publicUrl: string | null
}

type Environment = Record<string, string | undefined>

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
  if (environment.DATABASE_URL)
    wrong('DATABASE_URL', 'empty: this version keeps its data in DATA_DIR, PostgreSQL comes later')
  for (const name of ['TLS_CERT', 'TLS_KEY'])
    if (environment[name]) wrong(name, 'empty: in this version a proxy in front speaks HTTPS')
  const dataDirectory = environment.DATA_DIR || './data'
  if (problems.length > 0 || publicUrl === undefined) return { ok: false, problems }
  return { ok: true, value: { port: Number(port), host, dataDirectory, publicUrl } }
}

function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username
  return bare && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
