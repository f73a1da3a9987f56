// The commands: one JSON value with --json, also for what is wrong; plain words without.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ageRecipient } from '../../src/server/seal.ts'
import { openStore } from '../../src/server/store/open.ts'
import { anId, aSubmission } from '../make.ts'
import { tempDirectory } from '../store/stores.ts'
import { aFile, aParcel, seal } from './carried-files.ts'
import { cli, cliJson, EXAMPLE, post, startServer } from './process.ts'

/** A file with the example as a test changed it. */
function aSetupFile(change: (setup: ReturnType<typeof JSON.parse>) => void): string {
  const setup = JSON.parse(readFileSync(EXAMPLE, 'utf8'))
  change(setup)
  const file = join(tempDirectory(), 'setup.json')
  writeFileSync(file, JSON.stringify(setup))
  return file
}

describe('commands', { timeout: 30_000 }, () => {
  test('set a regency up, then pair a device with the code', async () => {
    const directory = tempDirectory()
    expect(await cliJson(directory, ['import-setup', EXAMPLE])).toEqual({
      regency: 'barito-selatan',
      units: 15,
      services: 21,
    })
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil']
    const { device, code } = await cliJson(directory, [...kiosk, '--service', 'ktp-el'])
    expect(device).toEqual({
      id: expect.stringMatching(/^kiosk-[2-9a-z]{8}$/),
      kind: 'kiosk',
      unit: 'disdukcapil',
      service: 'ktp-el',
    })
    const server = await startServer(directory)
    const paired = await fetch(`${server.url}/api/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    expect(await paired.json()).toEqual({ device, token: expect.any(String) })
    expect(Object.keys(await cliJson(directory, [...kiosk, '--token']))).toEqual([
      'device',
      'token',
    ])
  })

  test('without --json speak to people', async () => {
    const directory = tempDirectory()
    const imported = await cli(directory, ['import-setup', EXAMPLE])
    expect(imported.stdout).toBe('Kabupaten Barito Selatan: 15 unit, 21 layanan / services\n')
    const device = await cli(directory, ['create-device', '--kind', 'kiosk', '--unit', 'rsud'])
    expect(device.stdout).toMatch(/Kode pemasangan \/ Pairing code: \w{4}-\w{4}/)
    const wrong = await cli(directory, ['create-device', '--kind', 'phone', '--unit', 'x'])
    expect([wrong.code, wrong.stdout]).toEqual([1, ''])
    expect(wrong.stderr).toMatch(/^kind: /m)
    expect(wrong.stderr).toMatch(/^unit: /m)
  })

  test('take in a file that was carried by hand; again it changes nothing', async () => {
    const directory = tempDirectory()
    await cli(directory, ['import-setup', EXAMPLE])
    const phone = ['--kind', 'enumerator', '--unit', 'rsud', '--name', ' Yuni Astuti ']
    const made = await cliJson(directory, ['create-device', ...phone, '--token'])
    expect(made.device).toMatchObject({ kind: 'enumerator', name: 'Yuni Astuti' })
    const store = await openStore(directory, 'another')
    const recipient = await ageRecipient(store.db)
    await store.close()
    const submissions = [aSubmission(), { id: 'x' }]
    const plain = Buffer.from(JSON.stringify(aFile([aParcel(made, submissions)])))
    const file = join(directory, 'jawaban.age')
    writeFileSync(file, await seal(recipient, plain))
    const taken = await cliJson(directory, ['take-in', file])
    expect(taken.parcels).toMatchObject([{ device: made.device.id, stored: 1, known: 0 }])
    const again = await cli(directory, ['take-in', file])
    expect([again.code, again.stdout.split('\n')[0]]).toEqual([
      1,
      `${made.device.id} Yuni Astuti: 0 baru / new, 1 sudah ada / known, 0 berbeda / conflicting, 1 ditolak / refused`,
    ])
    expect(again.stdout).toContain('  x field.missing')
    writeFileSync(file, 'halo')
    expect(await cliJson(directory, ['take-in', file])).toEqual({
      problems: [{ code: 'carried.format', path: file }],
    })
    expect((await cliJson(directory, ['take-in', 'gone'])).problems).toEqual([
      { code: 'file.unreadable', path: 'gone', detail: 'ENOENT' },
    ])
  })

  test('a setup with mistakes is named in full, and nothing of it is taken', async () => {
    const directory = tempDirectory()
    const file = aSetupFile((setup) => {
      setup.regency.timezone = 'Asia/Buntok'
      setup.units[1].id = setup.units[0].id
      setup.units[2].services[0].standard.biaya = -5
      setup.units[3].name = 7
      setup.units[4].services[0].id = 'Poli Umum'
      setup.units[5].services = []
      setup.admin = true
    })
    const { code, stdout } = await cli(directory, ['import-setup', file, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).problems).toEqual([
      { code: 'key.unknown', path: 'admin' },
      { code: 'field.range', path: 'regency.timezone', detail: expect.any(String) },
      {
        code: 'field.range',
        path: 'units.2.services.0.standard.biaya',
        detail: expect.any(String),
      },
      { code: 'field.type', path: 'units.3.name', detail: 'text' },
      { code: 'field.range', path: 'units.4.services.0.id', detail: expect.any(String) },
      { code: 'field.type', path: 'units.5.services', detail: expect.any(String) },
      { code: 'setup.duplicate', path: 'units.1.id', detail: 'disdukcapil' },
    ])
    const device = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil']
    expect(await cliJson(directory, device)).toEqual({
      problems: [{ code: 'unit.unknown', path: 'unit' }],
    })
  })

  test('a setup file that is not there, or no JSON, is named', async () => {
    const directory = tempDirectory()
    const missing = join(directory, 'missing.json')
    expect((await cliJson(directory, ['import-setup', missing])).problems).toEqual([
      { code: 'file.unreadable', path: missing, detail: 'ENOENT' },
    ])
    const broken = join(directory, 'broken.json')
    writeFileSync(broken, '{')
    expect((await cliJson(directory, ['import-setup', broken])).problems).toEqual([
      { code: 'file.not-json', path: broken, detail: expect.stringContaining('position') },
    ])
  })

  test('another regency is not put over answers, simulated or real', async () => {
    const directory = tempDirectory()
    const other = aSetupFile((setup) => {
      setup.regency = { ...setup.regency, id: 'sekadau', name: 'Kabupaten Sekadau' }
    })
    await cli(directory, ['import-setup', EXAMPLE])
    expect((await cliJson(directory, ['import-setup', other])).regency).toBe('sekadau')
    expect((await cliJson(directory, ['demo', '--answers', '5'])).problems).toEqual([
      { code: 'setup.other-regency', path: 'regency', detail: 'Kabupaten Sekadau' },
    ])
    await cli(directory, ['import-setup', EXAMPLE])
    await cli(directory, ['demo', '--answers', '5'])
    expect((await cliJson(directory, ['import-setup', other])).problems).toEqual([
      { code: 'setup.other-regency', path: 'regency.id', detail: 'Kabupaten Barito Selatan' },
    ])
  })

  test('a wrong command line names what is wrong in it', async () => {
    const directory = tempDirectory()
    const said = async (...args: string[]) => (await cli(directory, args)).stderr
    expect(await said('nonsense')).toMatch(/missing: nonsense/)
    expect(await said('demo', '--bogus', '3')).toMatch(/missing: .*--bogus/)
    expect(await said('create-person', '--username', 'x')).toMatch(/missing: --role/)
    expect(await said('import-setup')).toMatch(/missing: FILE/)
  })

  test('a second import changes what has the same id and keeps the rest', async () => {
    const directory = tempDirectory()
    await cli(directory, ['import-setup', EXAMPLE])
    const file = aSetupFile((setup) => {
      setup.units = [{ ...setup.units[0], name: 'Dukcapil' }]
    })
    await cli(directory, ['import-setup', file])
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'rsud', '--service', 'igd']
    expect(await cliJson(directory, kiosk)).toMatchObject({ device: { unit: 'rsud' } })
  })

  test('an account takes its password from standard input, long enough, once per name', async () => {
    const directory = tempDirectory()
    const create = (input: string, ...args: string[]) =>
      cliJson(directory, ['create-person', '--username', 'Bupati', ...args], { input })
    expect(await create('short', '--role', 'king')).toEqual({
      problems: [
        { code: 'field.range', path: 'role', detail: 'admin, planner, officer' },
        { code: 'password.short', path: 'password', detail: '10' },
      ],
    })
    expect(await create('sungai barito\n', '--role', 'admin')).toEqual({
      person: { username: 'bupati', role: 'admin', unit: null },
    })
    expect(await create('sungai barito\n', '--role', 'admin')).toEqual({
      problems: [{ code: 'person.taken', path: 'username' }],
    })
  })

  test('an officer’s account names a unit that is there; no other account names one', async () => {
    const directory = tempDirectory()
    await cli(directory, ['import-setup', EXAMPLE])
    const officer = ['create-person', '--username', 'rina', '--role', 'officer']
    const create = (...unit: string[]) =>
      cliJson(directory, [...officer, ...unit], { input: 'sungai barito\n' })
    expect(await create()).toEqual({ problems: [{ code: 'field.missing', path: 'unit' }] })
    expect(await create('--unit', 'atlantis')).toEqual({
      problems: [{ code: 'unit.unknown', path: 'unit' }],
    })
    expect(await create('--unit', 'rsud')).toEqual({
      person: { username: 'rina', role: 'officer', unit: 'rsud' },
    })
    for (const role of ['admin', 'planner']) {
      const person = ['create-person', '--username', role, '--role', role, '--unit', 'rsud']
      expect(await cliJson(directory, person, { input: 'sungai barito\n' })).toEqual({
        problems: [{ code: 'field.range', path: 'unit', detail: expect.stringContaining(role) }],
      })
    }
  })

  test('a device that lost its pairing gets a new code, and keeps its identity', async () => {
    const directory = tempDirectory()
    await cli(directory, ['import-setup', EXAMPLE])
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token']
    const { device, token } = await cliJson(directory, kiosk)
    const again = ['create-device', '--device', device.id]
    expect((await cli(directory, again)).stdout).toContain(device.id)
    // The last one counts.
    const { code, ...rest } = await cliJson(directory, again)
    expect(rest).toEqual({ device })
    const server = await startServer(directory)
    expect((await post(server.url, token, [aSubmission()])).status).toBe(200)
    const paired = await fetch(`${server.url}/api/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    const reply = await paired.json()
    expect(reply).toEqual({ device, token: expect.any(String) })
    expect((await post(server.url, token, [aSubmission()])).status).toBe(401)
    const posted = await post(server.url, reply.token, [aSubmission({ id: anId(2), sequence: 2 })])
    expect(posted.receipt.stored).toEqual([anId(2)])
    const store = await openStore(directory, 'unused')
    const rows = await store.db.selectFrom('submissions').select('device').execute()
    await store.close()
    expect(rows.map((row) => row.device)).toEqual([device.id, device.id])
  })

  test('a new code is for a device that is there and not revoked, and changes nothing else of it', async () => {
    const directory = tempDirectory()
    await cli(directory, ['import-setup', EXAMPLE])
    const unknown = await cliJson(directory, ['create-device', '--device', 'kiosk-22222222'])
    expect(unknown.problems).toEqual([{ code: 'device.unknown', path: 'device' }])
    const { device } = await cliJson(directory, [
      'create-device',
      '--kind',
      'kiosk',
      '--unit',
      'rsud',
    ])
    const other = [
      'create-device',
      '--device',
      device.id,
      '--unit',
      'disdukcapil',
      '--kind',
      'kiosk',
    ]
    expect((await cliJson(directory, other)).problems).toEqual([
      { code: 'key.unknown', path: 'kind' },
      { code: 'key.unknown', path: 'unit' },
    ])
    const store = await openStore(directory, 'unused')
    await store.db.updateTable('devices').set({ revoked_at: 1 }).execute()
    await store.close()
    expect((await cliJson(directory, ['create-device', '--device', device.id])).problems).toEqual([
      { code: 'device.revoked', path: 'device' },
    ])
  })

  test('verify ends with 1 on a difference and lists it; rebuild mends it; gaps are no error', async () => {
    const directory = tempDirectory()
    const summary = await cliJson(directory, ['demo', '--answers', '200', '--seed', '7'])
    expect(summary).toMatchObject({ stored: 200, known: 0 })
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(join(directory, 'suara-warga.db'))
    database.exec(`delete from tallies where rowid = (select max(rowid) from tallies)`)
    database.exec(
      `update submissions set sequence = 1000000 where id = (select max(id) from submissions)`,
    )
    database.close()
    const found = await cli(directory, ['verify', '--json'])
    expect(found.code).toBe(1)
    const { ok, differences, gaps, devices } = JSON.parse(found.stdout)
    const gap = { from: expect.any(Number), to: 999_999, since: expect.any(Number) }
    expect([ok, differences, gaps]).toEqual([
      false,
      [{ key: expect.any(String), rows: expect.any(Number), tally: 0 }],
      expect.arrayContaining([{ device: expect.any(String), series: '', ...gap }]),
    ])
    const [wide] = devices.filter(({ missing }: { missing: object[] }) => missing.length > 0)
    expect(wide).toEqual({
      device: expect.any(String),
      name: '',
      series: '',
      has: [
        { from: 1, to: expect.any(Number) },
        { from: 1_000_000, to: 1_000_000 },
      ],
      missing: [gap],
    })
    const { stdout } = await cli(directory, ['verify'])
    expect(stdout).toContain(`${wide.device}: tiba / come: 1–${wide.has[0].to}, 1000000`)
    expect(stdout).toMatch(/belum tiba \/ not come: \d+–999999, sejak \/ since \d{4}-\d\d-\d\dT/)
    expect((await cli(directory, ['rebuild', '--json'])).code).toBe(0)
    expect((await cli(directory, ['verify', '--json'])).code).toBe(0)
  })

  test.each([
    [[]],
    [['dance']],
    [['constructor']],
    [['demo', '--answer', '5']],
    [['create-device', '--kind', 'kiosk']],
    [['import-setup']],
    [['import-setup', 'a.json', 'b.json']],
  ])('%j is answered with how it goes, and 2', async (args) => {
    const directory = tempDirectory()
    const plain = await cli(directory, args)
    expect([plain.code, plain.stdout]).toEqual([2, ''])
    expect(plain.stderr).toContain('npm run cli -- ')
    const json = await cli(directory, [...args, '--json'])
    expect(json.code).toBe(2)
    expect(JSON.parse(json.stdout).problems).toMatchObject([{ code: 'config.invalid' }])
  })

  test.each([
    ['--answers', 'many', 'answers'],
    ['--answers', '-1', 'answers'],
    ['--seed', '1.5', 'seed'],
  ])('demo %s %s is out of range', async (option, value, path) => {
    const json = await cliJson(tempDirectory(), ['demo', `${option}=${value}`])
    expect(json.problems).toMatchObject([{ code: 'field.range', path }])
  })
})
