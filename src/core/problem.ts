// The one list of things that can be wrong, as words; the server maps them to a status, the app to a sentence.

/** What each problem says in `detail`; `none` = nothing more than the code (and `path`, where it is about a field). */
export const PROBLEM_DETAIL = {
  // A request
  'request.broken': 'none', // not HTTP, cut short or too slow to arrive
  'headers.too-large': 'none',
  'body.missing': 'none',
  'body.too-large': 'limit in bytes',
  'body.encoding': 'none', // not valid UTF-8
  'body.compression': 'none', // gzip that cannot be unpacked
  'body.not-json': 'none',
  'body.type': 'the content type that came',
  'batch.shape': 'none', // not {sent, submissions}
  'batch.too-many': 'limit in items',
  'route.unknown': 'none',
  'method.unknown': 'none',
  'query.invalid': 'what is allowed',
  'rate.limited': 'seconds to wait',
  'server.busy': 'none',
  'metrics.closed': 'none', // neither from this machine nor with the token
  'server.failed': 'none',
  'database.unreachable': 'none',
  'database.newer': 'the step of the schema that this program does not know',
  // Who asks
  'token.missing': 'none',
  'token.unknown': 'none',
  'token.misplaced': 'none', // in a URL, where logs keep it
  'device.revoked': 'none',
  'device.unknown': 'none', // a command names a device that is not there
  'session.missing': 'none',
  'session.origin': 'none', // another site asked with this person's cookie
  'sign-in.wrong': 'none',
  'sign-in.code-needed': 'none', // the second factor: a code of the authenticator app
  'sign-in.code-wrong': 'none',
  'sign-in.locked': 'seconds to wait', // too many wrong passwords for this account
  'account.must': 'password or second-factor', // to be done before anything else
  'role.forbidden': 'none',
  'unit.forbidden': 'none', // another unit than the account's
  'code.unknown': 'none', // never given, used or older than 15 minutes
  'start.closed': 'none', // the one-time link was used, or people exist already
  // A device, found on the device itself
  'collector.unknown': 'none', // the server does not know the device that collected some of what waits
  'reply.foreign': 'none', // a captive portal or proxy answered in place of the server
  'storage.failed': 'none', // the browser's database cannot be opened or written
  'storage.full': 'none', // no room for one more answer, also after the reserve was given up
  'context.tab': 'none', // iOS outside an installed app: the browser would remove what waits
  'context.insecure': 'none', // plain http from another machine: no offline, no cryptography
  // A field
  'field.missing': 'none',
  'field.type': 'the type expected',
  'field.range': 'what is allowed',
  'field.length': 'limit in characters',
  'field.text': 'none', // control characters or broken Unicode
  'key.unknown': 'none',
  'score.range': '1 to 4',
  'id.format': 'UUIDv7',
  'instrument.unknown': 'none',
  'instrument.invalid': 'what is wrong',
  'unit.unknown': 'none',
  'service.unknown': 'none',
  // Set-up and commands
  'setup.missing': 'none', // no regency was set up yet
  'setup.duplicate': 'what is there twice: an id, or a short name',
  'setup.other-regency': 'the regency whose answers are there',
  'file.unreadable': 'why, in the word of the system',
  'file.not-json': 'where, in the words of the reader',
  'setup.used': 'none', // answers or devices belong to it: archive it instead
  'setup.changed': 'who changed it', // since it was read; without a detail where nobody knows
  'setup.ring': 'none', // a unit cannot lie below itself
  'setup.order': 'none', // not every id of that place, each once
  'import.digest': 'none', // the file or the setup changed since the preview
  'import.format': 'none', // neither a workbook nor a CSV that can be read
  'import.column': 'the column that is missing or unknown',
  'import.row': 'what does not fit', // the cell is the path, as in Layanan!C7
  'assignment.unknown': 'none',
  'assignment.device': 'none', // not an enumerator's device, or a revoked one
  'carried.format': 'none', // no file of ours, or a damaged one
  'carried.key': 'none', // sealed for another server
  'period.unknown': 'none',
  'period.overlap': 'the period that has some of the same days',
  'period.state': 'none', // closed already, or open already
  'instrument.no-draft': 'none',
  'person.taken': 'none',
  'username.invalid': 'none', // see core/username.ts
  'person.unknown': 'none',
  'person.last-admin': 'none', // somebody must be able to let others in
  'person.self': 'none', // not with one's own account
  'password.wrong': 'none',
  'password.common': 'none', // among the passwords that are tried first, a run of characters, or mostly the username
  'password.same': 'none', // the new one is the one that counts now
  'second-factor.none': 'none', // not begun, or switched off
  'second-factor.on': 'none', // to be switched off before another one is begun
  'password.short': 'least characters',
  'demo.real-data': 'none', // simulated answers are never mixed into real ones
  'file.exists': 'none',
  'file.unwritable': 'why, in the word of the system',
  'backup.damaged': 'what is wrong with it',
  'restore.loses': 'how many answers', // the database holds answers that the backup does not
  'move.target-used': 'what it holds',
  'move.differs': 'the tables',
  'config.invalid': 'what is allowed',
} as const

export type ProblemCode = keyof typeof PROBLEM_DETAIL

/** One thing that is wrong. `path` names the field, as in `answers.biaya`; `detail` is as `PROBLEM_DETAIL` says. */
export interface Problem {
  code: ProblemCode
  path?: string
  detail?: string
}

/** The outcome of reading something that may be wrong: wrong input is a value, never an exception. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(PROBLEM_DETAIL, value)
}
