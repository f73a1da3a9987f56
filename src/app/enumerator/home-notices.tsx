// What must be known before an interview begins: the assignment's time, no access, no cache, what came of the last one.
import type { JSX } from 'preact'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { offlineReady } from '../offline.ts'
import { language } from '../state.ts'
import { Notice } from '../ui/notice.tsx'
import { dayText } from './moment-text.ts'
import { type Task, timeOf } from './tasks.ts'
import type { Phone } from './use-phone.ts'

export interface HomeNoticesProps {
  phone: Phone
  task: Task
  /** `YYYY-MM-DD` in the regency's time zone. */
  today: string
  said: string
}

export function HomeNotices({ phone, task, today, said }: HomeNoticesProps): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value]
  const { assignment, unit } = task
  const time = assignment ? timeOf(assignment, today) : 'running'
  const { trouble, room, fresh, evictsInDays } = phone.status
  return (
    <>
      <Notice tone="saved">{said}</Notice>
      {(trouble === 'device.revoked' || trouble === 'token.unknown') && (
        <Notice tone="problem">
          <strong>
            {trouble === 'device.revoked' ? words.trouble.revoked : words.trouble.unknown}
          </strong>
          <p>{words.trouble.revokedText}</p>
          <a href="/pasang">{words.trouble.pairAgain}</a>
        </Notice>
      )}
      {evictsInDays !== null && (
        <Notice tone="problem">{words.trouble.evicts(evictsInDays)}</Notice>
      )}
      {room !== 'ample' && (
        <Notice tone="problem">
          {room === 'low' ? words.trouble.roomLow : words.trouble.roomNone}
        </Notice>
      )}
      {fresh && <Notice tone="info">{words.trouble.fresh}</Notice>}
      <Notice tone="info">
        {assignment &&
          time === 'coming' &&
          words.task.coming(dayText(assignment.from, language.value))}
        {assignment && time === 'over' && words.task.over(dayText(assignment.to, language.value))}
        {unit.services.length === 0 && words.task.noService}
      </Notice>
      {trouble === 'network' && !offlineReady.value && (
        <Notice tone="info">{words.trouble.offlineNotReady}</Notice>
      )}
    </>
  )
}
