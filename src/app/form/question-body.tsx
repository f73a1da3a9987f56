// The answers to whatever is asked: four labels, choices in words, digits, or a free text.
import type { JSX } from 'preact'
import { EXTRA_TEXT_CHARACTERS, type ExtraQuestion, extraWords } from '../../core/instrument.ts'
import { AGE_YEARS, EDUCATIONS, JOBS, SEXES } from '../../core/respondent.ts'
import { SUBMISSION_LIMITS } from '../../core/submission.ts'
import type { KioskWords } from '../../i18n/kiosk.ts'
import type { Language } from '../../i18n/language.ts'
import { RESPONDENT_WORDS } from '../../i18n/respondent.ts'
import { NumberPad } from '../ui/number-pad.tsx'
import { Choices } from './choices.tsx'
import { CommentField } from './comment-field.tsx'
import { ElementAnswers } from './element-answers.tsx'
import { SCORES } from './glyph.tsx'
import { wordsOf } from './question-words.ts'
import type { Answer, Question, Questionnaire } from './questionnaire.ts'
import { answerTyped } from './typed-answer.ts'

export interface QuestionBodyProps {
  form: Questionnaire
  question: Question
  title: string
  typed: string
  words: KioskWords
  language: Language
  onType: (typed: string) => void
  onAnswer: (answer: Answer) => void
}

export function QuestionBody(props: QuestionBodyProps): JSX.Element {
  const { form, question, words, language, typed, onAnswer } = props
  const people = RESPONDENT_WORDS[language]
  const yesNo = [
    { value: true, label: words.form.yes },
    { value: false, label: words.form.no },
  ]
  switch (question.kind) {
    case 'element': {
      const { key, glyph } = question.element
      return (
        <ElementAnswers
          labels={wordsOf(question.element, language).answers}
          glyph={glyph}
          chosen={form.answers[key] ?? null}
          onChoose={(score) => onAnswer({ kind: 'element', key, score })}
        />
      )
    }
    case 'extra':
      return <ExtraBody {...props} extra={question.extra} yesNo={yesNo} />
    case 'sex':
      return (
        <Choices
          options={SEXES.map((value) => ({ value, label: people.sex[value] }))}
          chosen={form.respondent.sex ?? null}
          onChoose={(sex) => onAnswer({ kind: 'sex', sex })}
        />
      )
    case 'education':
      return (
        <Choices
          options={EDUCATIONS.map((value) => ({ value, label: people.education[value] }))}
          chosen={form.respondent.education ?? null}
          onChoose={(education) => onAnswer({ kind: 'education', education })}
        />
      )
    case 'job':
      return (
        <Choices
          options={JOBS.map((value) => ({ value, label: people.job[value] }))}
          chosen={form.respondent.job ?? null}
          onChoose={(job) => onAnswer({ kind: 'job', job })}
        />
      )
    case 'disability':
      return (
        <Choices
          options={yesNo}
          chosen={form.respondent.disability ?? null}
          onChoose={(disability) => onAnswer({ kind: 'disability', disability })}
        />
      )
    case 'steered':
      return (
        <Choices
          options={yesNo}
          chosen={form.steered ?? null}
          onChoose={(steered) => onAnswer({ kind: 'steered', steered })}
        />
      )
    case 'age':
      return (
        <NumberPad
          value={typed}
          mostDigits={3}
          label={props.title}
          eraseLabel={words.form.erase}
          unit={words.form.years}
          note={
            typed !== '' && !answerTyped(question, typed)
              ? words.form.ageRange(AGE_YEARS.least, AGE_YEARS.most)
              : ''
          }
          onChange={props.onType}
          onEnter={() => {
            const answer = answerTyped(question, typed)
            if (answer) onAnswer(answer)
          }}
        />
      )
    case 'comment':
      return (
        <CommentField
          value={typed}
          mostCharacters={SUBMISSION_LIMITS.commentCharacters}
          label={props.title}
          words={words}
          language={language}
          onChange={props.onType}
        />
      )
  }
}

interface ExtraBodyProps extends QuestionBodyProps {
  extra: ExtraQuestion
  yesNo: readonly { value: boolean; label: string }[]
}

/** One of the survey's own questions: no signs on its labels, for nobody said that they run from bad to good. */
function ExtraBody(props: ExtraBodyProps): JSX.Element {
  const { extra, form, language } = props
  const { key } = extra
  const given = form.extra[key]
  if (extra.kind === 'text')
    return (
      <CommentField
        value={props.typed}
        mostCharacters={EXTRA_TEXT_CHARACTERS}
        label={props.title}
        words={props.words}
        language={language}
        onChange={props.onType}
      />
    )
  const labels = extraWords(extra, language).answers
  const options =
    extra.kind === 'yes-no'
      ? props.yesNo
      : SCORES.map((value) => ({ value, label: labels?.[value - 1] ?? '' }))
  return (
    <Choices
      options={options}
      long={extra.kind === 'choice'}
      chosen={typeof given === 'string' ? null : (given ?? null)}
      onChoose={(value) => props.onAnswer({ kind: 'extra', key, value })}
    />
  )
}
