// Answers that the server refused: when each was saved, and why it was not taken. They stay here.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Device, DeviceStatus, RefusedSubmission } from '../../device/device.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { formatMoment, formatNumber } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'

export interface RefusedAnswersProps {
  device: Device
  /** The list is read again with each that is given. */
  status: DeviceStatus
}

export function RefusedAnswers({ device, status }: RefusedAnswersProps): JSX.Element {
  const words = PHONE_WORDS[language.value].refused
  const [refused, setRefused] = useState<RefusedSubmission[]>([])
  useEffect(() => {
    // How many there are is said all the same.
    device.refused().then(setRefused, () => undefined)
  }, [device, status])
  return (
    <section class="device-part device-refused">
      <h2>{words.title(formatNumber(status.refused, language.value))}</h2>
      <p>{words.text}</p>
      <ul>
        {refused.map((one) => (
          <li key={one.id}>
            {words.saved(formatMoment(one.savedAt, language.value))} {reasonsOf(one).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

function reasonsOf({ problems }: RefusedSubmission): string[] {
  return [...new Set(problems.map((problem) => problemText(problem, language.value)))]
}
