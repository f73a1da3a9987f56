// All questions on one scroll, in their parts; what is still open is counted on the button below.
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatNumber } from '../../i18n/language.ts'
import { placeOf } from '../form/questionnaire.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import type { FormProps } from './form-props.ts'
import { answered, goTo, openQuestions, pathOf, unanswered } from './interview-form.ts'
import { QuestionCard } from './question-card.tsx'

export function ScrollForm(props: FormProps): JSX.Element {
  const { form, onChange } = props
  const words = INTERVIEW_WORDS[language.value]
  const { questions, at } = form.questionnaire
  const start = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (at > 0) start.current?.scrollIntoView()
  }, [])
  const open = openQuestions(form).length
  const number = (n: number) => formatNumber(n, language.value)
  return (
    <>
      <div class="interview-body">
        {props.head}
        <h1 class="visually-hidden">{props.service.name}</h1>
        {questions.map((question, i) => {
          const place = placeOf({ ...form.questionnaire, at: i })
          return (
            <section
              key={pathOf(question)}
              ref={i === at ? start : null}
              class="interview-question"
              aria-labelledby={`question-${i}`}
            >
              <QuestionCard
                form={form}
                at={i}
                service={props.service}
                eyebrow={`${words.parts[place.part]} · ${words.progress(number(place.number), number(place.of))}`}
                heading={(title) => <h2 id={`question-${i}`}>{title}</h2>}
                warnings={props.warningsAt(i)}
                onAnswer={(answer) => onChange(answered(form, i, answer))}
                onNone={(reason) => onChange(unanswered(form, i, reason))}
              />
            </section>
          )
        })}
      </div>
      <footer class="interview-foot">
        <Button large look="main" onClick={() => onChange(goTo(form, questions.length))}>
          {words.toSummary}
          {open > 0 && <small>{words.openLeft(number(open))}</small>}
        </Button>
      </footer>
    </>
  )
}
