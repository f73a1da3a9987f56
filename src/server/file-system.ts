// Whether a directory lies on a file system of another machine, where SQLite's locks and its log cannot be trusted.
import { statfs } from 'node:fs/promises'

/** Linux's numbers of file systems that reach over a network or out of a virtual machine. Source: man 2 statfs, linux/magic.h. */
const REMOTE = new Map<number, string>([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x65735546, 'FUSE'], // also virtiofs, sshfs, rclone
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x786f4256, 'VirtualBox'],
])

/** @param type as `statfs` of Linux gives it; some kernels give it with a sign */
export function remoteFileSystem(type: number): string | null {
  return REMOTE.get(type >>> 0) ?? null
}

/** The name of the remote file system that the directory lies on; `null` for a local disk, and where nobody can tell. */
export async function remoteFileSystemOf(directory: string): Promise<string | null> {
  // The numbers are Linux's own.
  if (process.platform !== 'linux') return null
  const { type } = await statfs(directory)
  return remoteFileSystem(type)
}
