// The settings: every wrong one is named, all at once, and what is not set has its default.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/server/commands/commands.ts'
import { databaseName, type Environment, readConfig } from '../../src/server/config.ts'

function wrongIn(environment: Environment): (string | undefined)[] {
  const read = readConfig(environment)
  return read.ok ? [] : read.problems.map(({ path }) => path)
}

function configOf(environment: Environment) {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

test('without a setting it is a plain server on this machine, with a file for a database', () => {
  expect(configOf({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    dataDirectory: './data',
    databaseUrl: null,
    publicUrl: null,
    tls: null,
    secure: false,
    trustedProxies: [],
    metricsToken: null,
    backup: null,
  })
})

test('an empty setting counts as none', () => {
  const names = ['PORT', 'DATABASE_URL', 'TLS_CERT', 'TLS_KEY', 'BACKUP_DIR', 'METRICS_TOKEN']
  expect(configOf(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(configOf({}))
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80a'],
  ['HOST', 'http://localhost'],
  ['PUBLIC_URL', 'skm.example.go.id'],
  ['PUBLIC_URL', 'https://skm.example.go.id/survei'],
  ['PUBLIC_URL', 'https://siti@skm.example.go.id'],
  ['PUBLIC_URL', 'ftp://skm.example.go.id'],
  ['DATABASE_URL', 'mysql://localhost/skm'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATABASE_URL', './suara.db'],
  ['METRICS_TOKEN', 'short'],
  ['METRICS_TOKEN', 'sixteen letters and a space'],
  ['TRUSTED_PROXIES', '10.0.0.300'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', '10.0.0.5, proxy.lan'],
  ['BACKUP_AT', '02:30'],
  ['BACKUP_KEEP', '7'],
])('%s=%s is refused by name', (name, value) => {
  expect(wrongIn({ [name]: value })).toEqual([name])
})

test.each([
  ['BACKUP_AT', '24:00'],
  ['BACKUP_AT', '2:30'],
  ['BACKUP_KEEP', '0'],
  ['BACKUP_KEEP', '1.5'],
  ['BACKUP_KEEP', '30 days'],
])('%s=%s is refused by name where backups are made', (name, value) => {
  expect(wrongIn({ BACKUP_DIR: '/backup', [name]: value })).toEqual([name])
})

test('a certificate without its key, or a key alone, is refused by the name of what is missing', () => {
  expect(wrongIn({ TLS_CERT: 'cert.pem' })).toEqual(['TLS_KEY'])
  expect(wrongIn({ TLS_KEY: 'key.pem' })).toEqual(['TLS_CERT'])
})

test('a public address by http contradicts a certificate', () => {
  const tls = { TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }
  expect(wrongIn({ ...tls, PUBLIC_URL: 'http://skm.lan' })).toEqual(['PUBLIC_URL'])
  expect(configOf({ ...tls, PUBLIC_URL: 'https://skm.lan' }).secure).toBe(true)
})

test('all that is wrong is named at once', () => {
  const environment = { PORT: 'x', HOST: 'a b', PUBLIC_URL: 'x', DATABASE_URL: 'x', TLS_CERT: 'x' }
  const more = { METRICS_TOKEN: 'x', BACKUP_AT: 'x', TRUSTED_PROXIES: 'x' }
  expect(new Set(wrongIn({ ...environment, ...more }))).toEqual(
    new Set([...Object.keys(environment), ...Object.keys(more)].map(missingKey)),
  )
})

function missingKey(name: string): string {
  return name === 'TLS_CERT' ? 'TLS_KEY' : name
}

test('it is secure with a certificate, or behind a proxy that has one', () => {
  expect(configOf({ TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }).secure).toBe(true)
  expect(configOf({ PUBLIC_URL: 'https://skm.example.go.id' }).secure).toBe(true)
  expect(configOf({ PUBLIC_URL: 'http://skm.lan' }).secure).toBe(false)
})

test('proxies are believed only where a public address or their own is named', () => {
  expect(configOf({ PUBLIC_URL: 'https://skm.lan' }).trustedProxies).toEqual(['loopback'])
  const named = { PUBLIC_URL: 'https://skm.lan', TRUSTED_PROXIES: '10.0.0.5, fd00::/8' }
  expect(configOf(named).trustedProxies).toEqual(['10.0.0.5', 'fd00::/8'])
})

test('the daily backup has its time and its days', () => {
  expect(configOf({ BACKUP_DIR: '/backup' }).backup).toEqual({
    directory: '/backup',
    atMinute: 150,
    keptDays: 30,
  })
  const given = { BACKUP_DIR: '/backup', BACKUP_AT: '23:05', BACKUP_KEEP: '7' }
  expect(configOf(given).backup).toMatchObject({ atMinute: 1385, keptDays: 7 })
})

test('the database is shown without its password', () => {
  const url = 'postgres://siti:rahasia@db.lan:5433/skm?password=rahasia'
  expect(databaseName({ databaseUrl: url, dataDirectory: '' })).toBe('postgres://db.lan:5433/skm')
  expect(databaseName({ databaseUrl: null, dataDirectory: '/data' })).toBe('/data/suara-warga.db')
})

test('every setting that is read and every command that there is stands in the document', () => {
  const document = readFileSync(new URL('../../docs/server.md', import.meta.url), 'utf8')
  const asked = new Set<string>()
  const environment = new Proxy<Environment>(
    { TLS_CERT: 'cert.pem', BACKUP_AT: '02:30' },
    {
      get(given, name: string) {
        asked.add(name)
        return given[name]
      },
    },
  )
  readConfig(environment)
  const listed = [...document.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap(([, names]) => [
    ...(names ?? '').matchAll(/[A-Z_]+/g),
  ])
  expect(listed.map(([name]) => name).sort()).toEqual([...asked].sort())
  const commands = [...document.matchAll(/^\| `([a-z-]+)[ `]/gm)].map(([, name]) => name)
  expect([...new Set(commands)].sort()).toEqual(Object.keys(COMMANDS).sort())
})
