// The words of a question in one language: what it is called, what is asked, and its four answers.
import type { JSX } from 'preact'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import type { Language } from '../../../i18n/language.ts'
import { language } from '../../state.ts'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { type FourTexts, MOST_CHARACTERS, textFault } from './draft.ts'

export interface QuestionWords {
  /** Only where an element has one. */
  name?: string
  question: string
  /** Only where it is a choice. */
  answers?: FourTexts
}

export interface WordsFieldsProps<W extends QuestionWords> {
  of: Language
  words: W
  hint?: string | undefined
  /** Whether what is missing is shown. */
  checked: boolean
  onChange: (words: W) => void
}

export function WordsFields<W extends QuestionWords>(props: WordsFieldsProps<W>): JSX.Element {
  const { of, words, hint, checked, onChange } = props
  const { extras: w, freeCost } = ADMIN_SURVEY_WORDS[language.value].instrument
  const fault = (text: string) => {
    const found = textFault(text)
    if (found === 'long') return w.long(MOST_CHARACTERS)
    return checked && found === 'missing' ? w.missing : null
  }
  return (
    <fieldset class="words-fields" lang={of}>
      <legend lang={language.value}>{of === 'id' ? w.inIndonesian : w.inEnglish}</legend>
      {hint && (
        <p class="admin-note" lang={language.value}>
          {hint}
        </p>
      )}
      {words.name !== undefined && (
        <TextField
          label={freeCost.name}
          value={words.name}
          problem={fault(words.name)}
          onInput={(name) => onChange({ ...words, name })}
        />
      )}
      <TextAreaField
        label={w.question}
        value={words.question}
        problem={fault(words.question)}
        onInput={(question) => onChange({ ...words, question })}
      />
      {words.answers && (
        <div class="words-answers">
          {words.answers.map((answer, i) => {
            const hint = w.answerHints[i]
            return (
              <TextField
                key={i}
                label={`${w.answer(i + 1)}${hint ? ` (${hint})` : ''}`}
                value={answer}
                problem={fault(answer)}
                onInput={(text) =>
                  onChange({ ...words, answers: withText(words.answers, i, text) })
                }
              />
            )
          })}
        </div>
      )}
    </fieldset>
  )
}

function withText(answers: FourTexts = ['', '', '', ''], at: number, text: string): FourTexts {
  const [one, two, three, four] = answers
  return [
    at === 0 ? text : one,
    at === 1 ? text : two,
    at === 2 ? text : three,
    at === 3 ? text : four,
  ]
}
