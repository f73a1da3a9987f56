// The file system under the database: a local disk, or one that SQLite cannot trust.
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { remoteFileSystem, remoteWarning } from '../../src/server/file-system.ts'

test.each([
  ['NFS', 0x6969],
  ['CIFS', 0xff534d42],
  // The same number as a kernel gives it that counts with a sign.
  ['CIFS', 0xff534d42 | 0],
  ['FUSE', 0x65735546],
  ['9p', 0x01021997],
])('%s reaches over a network', (name, type) => {
  expect(remoteFileSystem(type)).toBe(name)
})

test.each([
  ['ext4', 0xef53],
  ['XFS', 0x58465342],
  ['btrfs', 0x9123683e],
  ['ZFS', 0x2fc12fc1],
  ['overlay', 0x794c7630],
  ['tmpfs', 0x01021994],
])('%s is a local disk', (_name, type) => {
  expect(remoteFileSystem(type)).toBeNull()
})

test('of a directory on one a person is warned by its name, in both languages, with what to do instead', async () => {
  const [indonesian, english, ...more] = await remoteWarning('/mnt/data', async () => 0x6969)
  expect(more).toEqual([])
  for (const line of [indonesian, english]) {
    expect(line).toMatch(/^(PERINGATAN|WARNING): \/mnt\/data .*\(NFS\)/)
    expect(line).toContain('DATABASE_URL')
  }
})

test('of a local disk nothing is said, nor where nobody can tell', async () => {
  expect(await remoteWarning('/data', async () => 0xef53)).toEqual([])
  expect(await remoteWarning('/data', async () => null)).toEqual([])
  // The system's own answer about the disk of this test.
  expect(await remoteWarning(tmpdir())).toEqual([])
})
