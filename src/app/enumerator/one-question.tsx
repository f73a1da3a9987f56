// One question a screen: tap answers and moves on; Back and Next stand low, under the thumb.
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatNumber } from '../../i18n/language.ts'
import { Progress } from '../form/progress.tsx'
import { placeOf } from '../form/questionnaire.ts'
import { takesText } from '../form/typed-answer.ts'
import { useConfirm } from '../form/use-confirm.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import type { FormProps } from './form-props.ts'
import { answered, goTo, type InterviewForm, unanswered } from './interview-form.ts'
import { QuestionCard } from './question-card.tsx'

/** Give it a `key` per question: what is typed belongs to one question. */
export function OneQuestion(props: FormProps): JSX.Element {
  const { form, onChange } = props
  const words = INTERVIEW_WORDS[language.value]
  const { at } = form.questionnaire
  const title = useRef<HTMLHeadingElement>(null)
  // With the screen, not after it: a quick key must not find the focus somewhere else.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [])
  const [, moveOn] = useConfirm<InterviewForm>((there) => onChange(goTo(there, at + 1)))
  const question = form.questionnaire.questions[at]
  const place = placeOf(form.questionnaire)
  const typed = question && (takesText(question) || question.kind === 'age')
  const number = (n: number) => formatNumber(n, language.value)
  return (
    <>
      <div class="interview-body">
        {props.head}
        <Progress place={place} />
        <QuestionCard
          form={form}
          at={at}
          service={props.service}
          eyebrow={`${words.parts[place.part]} · ${words.progress(number(place.number), number(place.of))}`}
          heading={(text) => (
            <h1 ref={title} tabIndex={-1}>
              {text}
            </h1>
          )}
          warnings={props.warningsAt(at)}
          onAnswer={(answer) => {
            const next = answered(form, at, answer)
            // Kept at the tap; the next question comes when the finger has seen what it chose.
            onChange(next)
            if (!typed) moveOn(next)
          }}
          onNone={(reason) => {
            const next = unanswered(form, at, reason)
            onChange(next)
            if (reason !== null) moveOn(next)
          }}
        />
      </div>
      <footer class="interview-foot">
        <Button large onClick={props.onBack}>
          {words.back}
        </Button>
        <Button large look="main" onClick={() => onChange(goTo(form, at + 1))}>
          {words.next}
        </Button>
      </footer>
    </>
  )
}
