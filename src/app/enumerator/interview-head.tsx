// Above the questions: leaving (the draft stays), what it is about, the style of the form, the place.
import type { JSX } from 'preact'
import type { Service } from '../../core/wire.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Icon } from '../ui/icon.tsx'
import { SimulatedMark } from '../ui/simulated-mark.tsx'
import type { FormStyle } from './remembered.ts'
import type { OpenInterview } from './use-interview.ts'
import './interview-head.css'

export interface InterviewHeadProps {
  service: Service
  simulated: boolean
  style: FormStyle
  /** `null` = the survey does not allow it. */
  place: OpenInterview['place'] | null
  unsaved: boolean
  onStyle: (style: FormStyle) => void
  onLeave: () => void
}

export function InterviewHead(props: InterviewHeadProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value]
  const { place } = props
  return (
    <header class="interview-head">
      <button type="button" class="interview-leave" onClick={props.onLeave}>
        <Icon name="close" size={20} />
        {words.leave}
      </button>
      <fieldset class="interview-style" aria-label={words.style.label}>
        {(['one', 'scroll'] as const).map((style) => (
          <button
            type="button"
            key={style}
            aria-pressed={props.style === style}
            onClick={() => props.onStyle(style)}
          >
            {words.style[style]}
          </button>
        ))}
      </fieldset>
      <p class="interview-about">
        {props.simulated && <SimulatedMark text={ENUMERATOR_WORDS[language.value].simulated} />}{' '}
        <span lang="id">{props.service.name}</span>
        {place !== null && (
          <span role="status">
            {' · '}
            {typeof place === 'string'
              ? words.place[place]
              : words.place.kept(formatNumber(place.accuracyM, language.value))}
          </span>
        )}
      </p>
      <p class="interview-unsaved" role="alert">
        {props.unsaved && words.unsaved}
      </p>
    </header>
  )
}
