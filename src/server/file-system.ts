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

/**
 * What to say before a database is used in this directory: nothing of a local disk, or where nobody can tell.
 * @param typeOf asks the system
 */
export async function remoteWarning(directory: string, typeOf = linuxType): Promise<string[]> {
  const type = await typeOf(directory)
  const name = type === null ? null : remoteFileSystem(type)
  if (name === null) return []
  return [
    `PERINGATAN: ${directory} ada di sistem berkas jaringan (${name}). SQLite dapat rusak di sana: pakai disk lokal, atau PostgreSQL (DATABASE_URL).`,
    `WARNING: ${directory} lies on a network file system (${name}). SQLite can be damaged there: use a local disk, or PostgreSQL (DATABASE_URL).`,
  ]
}

/** `null` on another system: the numbers are Linux's own. */
async function linuxType(directory: string): Promise<number | null> {
  if (process.platform !== 'linux') return null
  return (await statfs(directory)).type
}
