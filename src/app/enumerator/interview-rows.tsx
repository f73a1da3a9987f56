// Interviews as lines: drafts to go on with, finished ones with their state.
import type { JSX } from 'preact'
import type { DeviceSetup } from '../../core/wire.ts'
import type { InterviewDraft, InterviewRow } from '../../device/interviews.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Chip, type ChipTone } from '../ui/chip.tsx'
import { elementsDone } from './interview-form.ts'
import { momentText } from './moment-text.ts'
import { keptInstruments } from './remembered.ts'
import { askingOf, serviceOf, taskOf } from './tasks.ts'
import './interview-rows.css'

const TONES: Record<InterviewRow['state'], ChipTone> = {
  waiting: 'warn',
  sent: 'good',
  refused: 'bad',
}

export interface InterviewRowsProps {
  setup: DeviceSetup
  drafts?: readonly InterviewDraft[]
  rows: readonly InterviewRow[]
  /** `YYYY-MM-DD` in the regency's time zone: what is of another day says so. */
  today: string
  onDraft?: (draft: InterviewDraft) => void
  onRow: (row: InterviewRow) => void
}

export function InterviewRows(props: InterviewRowsProps): JSX.Element {
  const { drafts = [], rows } = props
  return (
    <ul class="interview-rows">
      {drafts.map((draft) => (
        <li key={draft.id}>
          <button type="button" onClick={() => props.onDraft?.(draft)}>
            <DraftLine {...props} draft={draft} />
          </button>
        </li>
      ))}
      {rows.map((row) => (
        <li key={row.submission.id}>
          <button type="button" onClick={() => props.onRow(row)}>
            <FinishedLine {...props} row={row} />
          </button>
        </li>
      ))}
    </ul>
  )
}

type Common = Pick<InterviewRowsProps, 'setup' | 'today'>

function DraftLine({ setup, today, draft }: Common & { draft: InterviewDraft }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].list
  const asking = askingOf(setup, taskOf(setup, draft), draft, keptInstruments())
  const { done, of } = elementsDone(draft, asking?.instrument ?? { elements: [] })
  const number = (n: number) => formatNumber(n, language.value)
  return (
    <>
      <span class="interview-number interview-number-draft" aria-hidden="true">
        –
      </span>
      <span class="interview-line">
        <strong>{words.draft(number(done), number(of))}</strong>
        <span>{`${momentText(draft.changedAt, setup.regency.timezone, today)} · ${words.unfinished}`}</span>
      </span>
      <Chip tone="good" text={words.continue} />
    </>
  )
}

function FinishedLine({ setup, today, row }: Common & { row: InterviewRow }): JSX.Element {
  const words = ENUMERATOR_WORDS[language.value].list
  const { submission, state } = row
  const number = formatNumber(submission.sequence, language.value)
  const minutes = Math.round(submission.durationMs / 60_000)
  const facts = [
    momentText(row.savedAt, setup.regency.timezone, today),
    minutes < 1 ? words.underMinute : words.minutes(formatNumber(minutes, language.value)),
    submission.place && words.placeKept,
    submission.corrections && words.corrected,
  ]
  return (
    <>
      <span class="interview-number">
        <span class="visually-hidden">{words.number(number)}</span>
        <span aria-hidden="true">{number}</span>
      </span>
      <span class="interview-line">
        <strong lang="id">{serviceOf(taskOf(setup, submission), submission.service).name}</strong>
        <span>{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <Chip tone={TONES[state]} text={words.states[state]} />
    </>
  )
}
