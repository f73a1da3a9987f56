// What a device notes of itself for a diagnosis: codes and times, never an answer.

export const LOG_CODES = [
  'app.started', // detail: version
  'app.updated', // detail: version
  'app.failed', // an error that nobody caught; detail: its name
  'storage.failed', // detail: name of the browser's error
  'storage.full', // a write found no room
  'storage.freed', // the reserve was given up for it
  'storage.low', // detail: bytes left
  'storage.not-kept', // the browser did not promise to keep what waits
  'storage.fresh', // the old database did not open: one under a new name stands in its place
  'storage.healed', // detail: how many submissions the copy gave back
  'connection.closed', // the browser closed the connection
  'connection.blocked', // another tab holds an older version open
  'connection.newer', // the database is of a newer version of the app
  'copy.failed', // the second copy could not be written or read
  'sync.failed', // detail: the trouble's code
  'sync.recovered',
  'submission.refused', // detail: the first problem's code
  'submission.conflicted',
  'epoch.changed', // detail: how many are offered again
  'clock.jumped', // the device's clock was set meanwhile; detail: by how many ms
  'file.saved', // detail: how many submissions
  'file.taken', // another device's file was taken in
  'file.delivered',
  'paired',
  'worker.failed', // the service worker could not be made or is not whole; detail: active, waiting, install, script
] as const
export type LogCode = (typeof LOG_CODES)[number]

export interface LogEntry {
  /** Device clock, ms since epoch. */
  at: number
  code: LogCode
  detail?: string
}

export const LOG_LIMITS = {
  /** The device keeps this many, the latest. */
  kept: 300,
  /** A report carries this many at most. */
  sent: 50,
  detailCharacters: 80,
} as const
