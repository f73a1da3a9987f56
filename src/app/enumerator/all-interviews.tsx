// Every interview on this phone, by day, a page at a time.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { localTimeOf } from '../../core/period.ts'
import type { DeviceSetup } from '../../core/wire.ts'
import type { InterviewDraft, InterviewRow, Interviews } from '../../device/interviews.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { formatDay } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { byDay } from './days.ts'
import { InterviewRows } from './interview-rows.tsx'
import { Panel } from './panel.tsx'
import './all-interviews.css'

export interface AllInterviewsProps {
  interviews: Interviews
  setup: DeviceSetup
  drafts: readonly InterviewDraft[]
  onDraft: (draft: InterviewDraft) => void
  onRow: (row: InterviewRow) => void
  onBack: () => void
}

const PAGE = 40

export function AllInterviews(props: AllInterviewsProps): JSX.Element {
  const { interviews, setup } = props
  const words = ENUMERATOR_WORDS[language.value]
  const [rows, setRows] = useState<InterviewRow[]>([])
  const [state, setState] = useState<'loading' | 'more' | 'all' | 'failed'>('loading')
  const load = async () => {
    setState('loading')
    try {
      const page = await interviews.finished(PAGE, rows.at(-1))
      setRows([...rows, ...page])
      setState(page.length < PAGE ? 'all' : 'more')
    } catch {
      // The button stays, to try again.
      setState('failed')
    }
  }
  useEffect(() => void load(), [])
  const { timezone } = setup.regency
  const today = localTimeOf(Date.now(), timezone).day
  return (
    <Panel title={words.list.allTitle} onBack={props.onBack}>
      {props.drafts.length > 0 && (
        <section class="all-day">
          <h2>{words.list.drafts}</h2>
          <InterviewRows {...props} rows={[]} today={today} />
        </section>
      )}
      {byDay(rows, (row) => row.savedAt, timezone).map(({ day, rows: ofDay }) => (
        <section key={day} class="all-day">
          <h2>{day === today ? words.list.today : formatDay(day, language.value)}</h2>
          <InterviewRows setup={setup} rows={ofDay} today={day} onRow={props.onRow} />
        </section>
      ))}
      <div role="status">
        {state === 'loading' && <p>{words.opening}</p>}
        {state === 'failed' && <p>{problemText({ code: 'storage.failed' }, language.value)}</p>}
      </div>
      {(state === 'more' || state === 'failed') && (
        <Button large onClick={() => void load()}>
          {state === 'more' ? words.list.more : words.retry}
        </Button>
      )}
    </Panel>
  )
}
