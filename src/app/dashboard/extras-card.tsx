// Answers to the survey's own questions: only where there are some. They do not count in the index.
import { type ExtraQuestion, extraWords } from '../../core/instrument.ts'
import type { Results } from '../../core/wire.ts'
import { DashCard } from './dash-card.tsx'
import { extraQuestionOf } from './names.ts'
import { type Say, useSay } from './say.ts'
import type { View } from './view.ts'
import './respondents-card.css'
import './share-table.css'

type Extra = Results['extras'][number]

export function ExtrasCard({ view }: { view: View }) {
  const { w } = useSay()
  const answered = view.main.extras.filter(({ n }) => n > 0)
  if (answered.length === 0) return null
  return (
    <DashCard id="tambahan" title={w.extras.title} note={w.extras.note} class="respondents-card">
      <div class="blocks">
        {answered.map((extra) => (
          <div class="block" key={extra.key}>
            <ExtraTable extra={extra} question={extraQuestionOf(extra.key, view.catalogue)} />
          </div>
        ))}
      </div>
    </DashCard>
  )
}

function ExtraTable({ extra, question }: { extra: Extra; question: ExtraQuestion | null }) {
  const say = useSay()
  const { w, number, share, language } = say
  const rows = extraRows(extra, question, say)
  const most = Math.max(1, ...rows.map(({ n }) => n))
  const words = question && extraWords(question, language)
  return (
    <table class="share-table">
      <caption>{words?.question ?? extra.key}</caption>
      <thead>
        <tr>
          <th scope="col" class="unseen">
            {w.extras.answer}
          </th>
          <td />
          <th scope="col">{w.table.n}</th>
          <th scope="col">{w.respondents.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, n }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              <i style={{ inlineSize: `${(100 * n) / most}%` }} />
            </td>
            <td>{number(n)}</td>
            <td>{share(n / extra.n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every answer with its number; `yes-no` counts no first and yes last. */
function extraRows(
  { counts }: Extra,
  question: ExtraQuestion | null,
  { w, language }: Say,
): { label: string; n: number }[] {
  const [one, two, three, four] = counts
  if (question?.kind === 'yes-no')
    return [
      { label: w.csv.yes, n: four },
      { label: w.csv.no, n: one },
    ]
  const labels = question && extraWords(question, language).answers
  return [one, two, three, four].map((n, i) => ({
    label: labels?.[i] ?? w.elements.legend(i + 1),
    n,
  }))
}
