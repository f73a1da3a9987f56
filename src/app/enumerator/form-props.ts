// What both styles of the form are given.
import type { ComponentChildren } from 'preact'
import type { Service } from '../../core/wire.ts'
import type { InterviewForm } from './interview-form.ts'

export interface FormProps {
  form: InterviewForm
  service: Service
  /** Above the questions: leaving, the style. */
  head: ComponentChildren
  /** What must be said beside a question. */
  warningsAt: (at: number) => readonly string[]
  /** At every tap. */
  onChange: (form: InterviewForm) => void
  onBack: () => void
}
