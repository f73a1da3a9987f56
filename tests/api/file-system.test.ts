// The file system under the database: a local disk, or one that SQLite cannot trust.
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { remoteFileSystem, remoteFileSystemOf } from '../../src/server/file-system.ts'

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

test('the disk of this test is local', async () => {
  expect(await remoteFileSystemOf(tmpdir())).toBeNull()
})
