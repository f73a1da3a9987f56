// The state of sending in a few words: what stands in the pill on every home screen.
import type { DeviceStatus } from '../../device/device.ts'
import type { EnumeratorWords } from '../../i18n/enumerator.ts'
import { formatNumber, type Language } from '../../i18n/language.ts'

export interface SyncSaid {
  text: string
  /** `good` = the server has everything; `bad` = a person must do something. */
  tone: 'good' | 'wait' | 'bad'
}

/** @param online what the browser believes of its network */
export function syncSaid(
  { unsent, refused, trouble }: Pick<DeviceStatus, 'unsent' | 'refused' | 'trouble'>,
  { words, language, online }: { words: EnumeratorWords; language: Language; online: boolean },
): SyncSaid {
  const waits = unsent > 0 ? words.pill.waiting(formatNumber(unsent, language)) : null
  const refusal = refused > 0 ? words.pill.refused(formatNumber(refused, language)) : null
  const say = (what: string | null, tone: SyncSaid['tone']): SyncSaid => ({
    text: [what, waits, refusal].filter(Boolean).join(' · '),
    tone: refusal ? 'bad' : tone,
  })
  switch (trouble) {
    case 'device.revoked':
      return say(words.pill.revoked, 'bad')
    case 'token.unknown':
      return say(words.pill.unknown, 'bad')
    case 'network':
    case 'reply.foreign':
      return say(words.pill.noSignal, 'wait')
    case 'server.busy':
    case 'server.failed':
    case 'database.unreachable':
      return say(words.pill.busy, 'wait')
    case null:
      if (!online) return say(words.pill.noSignal, 'wait')
      if (waits) return say(words.pill.sending, 'wait')
      return say(refusal ? null : words.pill.allSent, 'good')
    default:
      return say(words.pill.stopped, 'bad')
  }
}
