// JSON Schemas of the calls about people, one's own account, settings, the trail and the first run.
import { ROLES } from './roles.ts'
import { AUDIT_ACTIONS } from './wire-admin.ts'
import {
  choice,
  count,
  day,
  flag,
  list,
  moment,
  object,
  orNull,
  serviceSchema,
  text,
  unitSchema,
} from './wire-schema.ts'
import {
  filled,
  line,
  newCodeSchema,
  SETUP_LIMITS,
  standardChange,
  was,
} from './wire-setup-schema.ts'

const username = { type: 'string', minLength: 2, maxLength: 40 } as const
const password = { type: 'string', maxLength: 256 } as const
const code = { type: 'string', maxLength: 40 } as const

const personFields = {
  name: { type: 'string', maxLength: 120 },
  role: choice(ROLES),
  unit: { ...orNull({ type: 'string', maxLength: 80 }), description: 'of an officer' },
} as const
export const newPersonSchema = object({ username, ...personFields })
export const personChangeSchema = object({ ...personFields, was }, ['was'])
export const disabledChangeSchema = object({ disabled: flag })

const personRecord = object({
  username: text,
  name: text,
  role: choice(ROLES),
  unit: orNull(text),
  disabled: flag,
  secondFactor: flag,
  createdAt: moment,
  signedInAt: orNull(moment),
  mustChange: flag,
  sessions: count,
})
export const peopleReplySchema = object({ people: list(personRecord) })
export const newPasswordSchema = object({
  person: personRecord,
  password: { ...text, description: 'shown once, to be changed at the first sign-in' },
})

export const passwordChangeSchema = object({ current: password, next: password })
export const passwordOnlySchema = object({ password })
export const passwordAndCodeSchema = object({ password, code })
export const codeOnlySchema = object({ code })
export const secondFactorBegunSchema = object({
  secret: { ...text, description: 'base32' },
  uri: { ...text, description: 'otpauth://totp/…' },
})
export const recoveryCodesSchema = object({ codes: list(text) })

const { nameCharacters, shortCharacters } = SETUP_LIMITS
export const startRegencySchema = object({
  key: { type: 'string', maxLength: 128 },
  regency: object({
    name: filled(nameCharacters),
    province: filled(nameCharacters),
    timezone: filled(60),
  }),
  admin: object({ username, password }),
  unit: object({ name: filled(nameCharacters), short: filled(shortCharacters) }),
  service: object({ name: filled(nameCharacters), standard: standardChange }),
  kiosk: object({ name: filled(nameCharacters), place: line(nameCharacters) }),
})
export const startRegencyReplySchema = object({
  unit: unitSchema,
  service: serviceSchema,
  newCode: newCodeSchema,
})

export const sessionsReplySchema = object({
  sessions: list(
    object({ id: text, address: text, createdAt: moment, seenAt: moment, here: flag }),
  ),
})

export const settingsSchema = object({ requireSecondFactor: flag })
export const settingsEditSchema = object({ requireSecondFactor: flag, was }, ['was'])

const id = orNull({ type: 'string', maxLength: 80 })
export const exportNoteSchema = object({
  what: choice(['results']),
  unit: id,
  service: id,
  from: day,
  to: day,
})

export const auditQuerySchema = object(
  {
    text: { type: 'string', maxLength: 200, description: 'stands anywhere in a line' },
    action: choice(AUDIT_ACTIONS),
    who: { type: 'string', maxLength: 80 },
    from: day,
    to: day,
    before: { type: 'string', maxLength: 40, description: 'the `next` of the page before' },
  },
  ['text', 'action', 'who', 'from', 'to', 'before'],
)
export const auditReplySchema = object({
  entries: list(
    object({
      id: text,
      at: moment,
      who: text,
      address: text,
      action: choice(AUDIT_ACTIONS),
      subject: text,
      detail: { type: 'object' },
    }),
  ),
  next: orNull(text),
})
