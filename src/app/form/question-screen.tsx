// One question on one screen: progress, the question, the promise beside it, its answers, and the way back.
import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Service } from '../../core/wire.ts'
import type { KioskWords } from '../../i18n/kiosk.ts'
import type { Language } from '../../i18n/language.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Progress } from './progress.tsx'
import { QuestionBody } from './question-body.tsx'
import { eyebrowOf, titleOf } from './question-words.ts'
import { type Answer, placeOf, type Questionnaire, questionNow } from './questionnaire.ts'
import { isLong, standardText } from './standard-text.ts'
import { answerTyped, takesText, typedOf } from './typed-answer.ts'
import './question-screen.css'

export interface QuestionScreenProps {
  form: Questionnaire
  /** What is promised beside the question. */
  service: Service
  words: KioskWords
  language: Language
  /** What stands above: who asks, language, reading aloud. */
  header: ComponentChildren
  onAnswer: (answer: Answer) => void
  onSkip: () => void
  /** With what was typed but not sent yet, so that it is still there on return. */
  onBack: (typed: Answer | null) => void
}

/** Give it a `key` per question: what is typed belongs to one question. */
export function QuestionScreen(props: QuestionScreenProps): JSX.Element | null {
  const { form, words, language } = props
  const question = questionNow(form)
  const [typed, setTyped] = useState(() => typedOf(form))
  const title = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  // With the screen, not after it: a quick key must not find the focus somewhere else.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [])
  if (!question) return null
  const answer = answerTyped(question, typed)
  const isText = takesText(question)
  const component = question.kind === 'element' ? question.element.standard : null
  const promise =
    component && standardText(props.service, component, { words, language, spelled: true })
  const titleText = titleOf(question, words, language)
  return (
    <main
      class={isText ? 'question-screen takes-text' : 'question-screen'}
      aria-labelledby={titleId}
    >
      {props.header}
      <Progress place={placeOf(form)} />
      <div class="question-head">
        <div>
          <p class="question-eyebrow">{eyebrowOf(form, words, language)}</p>
          <h1
            id={titleId}
            ref={title}
            tabIndex={-1}
            class={titleText.length > 95 ? 'question-title long' : 'question-title'}
          >
            {titleText}
          </h1>
          {question.kind === 'steered' && <p class="question-hint">{words.form.steeredHint}</p>}
        </div>
        {promise && (
          <p class={isLong(promise) ? 'question-standard long' : 'question-standard'}>
            <span>{words.standard.title}</span> <strong>{promise}</strong>
          </p>
        )}
      </div>
      <QuestionBody
        {...props}
        question={question}
        typed={typed}
        onType={setTyped}
        title={titleText}
      />
      <footer class="question-foot">
        <Button large onClick={() => props.onBack(answer)}>
          <Icon name="back" />
          {words.form.back}
        </Button>
        {!isText && (
          <Button large look="quiet" onClick={props.onSkip}>
            {words.form.skip}
          </Button>
        )}
        {question.kind === 'age' || isText ? (
          <Button
            large
            look="main"
            disabled={question.kind === 'age' && !answer}
            onClick={() => (answer ? props.onAnswer(answer) : props.onSkip())}
          >
            {question.kind === 'comment' ? words.form.send : words.form.next}
          </Button>
        ) : (
          <p class="question-anonymous">
            <Icon name="lock" size={20} />
            {words.form.anonymous}
          </p>
        )}
      </footer>
    </main>
  )
}
