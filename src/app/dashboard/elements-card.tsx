// The nine elements, lowest first: how the answers are spread, the mean, the grade and what changed.
import { roundHalfUp } from '../../core/rounding.ts'
import type { ElementResult } from '../../core/wire.ts'
import { DashCard } from './dash-card.tsx'
import { type NamedElement, namedElements } from './names.ts'
import { type Say, useSay } from './say.ts'
import { lowestFirst } from './sorting.ts'
import type { View } from './view.ts'
import './elements-card.css'

const SCORES = [1, 2, 3, 4] as const

export function ElementsCard({ view }: { view: View }) {
  const say = useSay()
  const { w } = say
  const names = namedElements(view.catalogue, w, say.language)
  const rows = lowestFirst(view.main.elements).map((result) => ({
    result,
    name: names.find(({ key }) => key === result.key) ?? unnamed(result.key),
  }))
  return (
    <DashCard
      id="unsur"
      title={w.elements.title}
      class="elements-card"
      table={{
        head: [
          w.elements.element,
          w.table.n,
          ...SCORES.map(w.elements.legend),
          w.elements.nrr,
          w.table.ikm,
          w.elements.grade,
          w.elements.change,
        ],
        rows: rows.map(({ result, name }) => tableRow(result, name, say)),
      }}
    >
      <table>
        <caption class="unseen">{w.elements.title}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{w.elements.element}</th>
            <th scope="col">{w.elements.distribution}</th>
            <th scope="col">{w.elements.nrr}</th>
            <th scope="col">{w.elements.grade}</th>
            <th scope="col">{w.elements.change}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ result, name }) => (
            <ElementRow key={result.key} result={result} name={name} say={say} />
          ))}
        </tbody>
      </table>
      <p class="legend">
        {SCORES.map((score) => (
          <span key={score}>
            <i class={`swatch score-${score}`} />
            {score === 1 ? w.elements.legend(score) : score}
          </span>
        ))}
        <span class="mark">* {w.elements.significant}</span>
      </p>
    </DashCard>
  )
}

function ElementRow({
  result,
  name,
  say,
}: {
  result: ElementResult
  name: NamedElement
  say: Say
}) {
  const { w, number } = say
  const fell = result.change?.significant === true && result.change.difference < 0
  const [one, two, three, four] = result.counts
  const counts = [one, two, three, four].map((count) => number(count))
  const [a = '', b = '', c = '', d = ''] = counts
  return (
    <tr class={fell ? 'fell' : ''}>
      <th scope="row" title={name.full}>
        <span class="code">{name.code}</span>
        {name.short}
      </th>
      <td>
        <span class="bar" role="img" aria-label={w.elements.counts(a, b, c, d)}>
          {result.counts.map((count, i) => (
            <i
              key={SCORES[i]}
              class={`score-${i + 1}`}
              style={{ flexGrow: result.n === 0 ? 0 : count / result.n }}
            />
          ))}
        </span>
      </td>
      <td class="nrr">{result.nrr === null ? w.table.none : number(result.nrr, 2)}</td>
      <td class="grade">
        {result.grade ? <abbr title={w.grades[result.grade]}>{result.grade}</abbr> : w.table.none}
      </td>
      <td class="change">
        <ElementChange change={result.change} say={say} />
      </td>
    </tr>
  )
}

function ElementChange({ change, say }: { change: ElementResult['change']; say: Say }) {
  const { w, number } = say
  if (!change) return <span class="unseen">{w.elements.noChange}</span>
  const by = roundHalfUp(change.difference, 2)
  const size = number(Math.abs(by), 2)
  const sign = by === 0 ? '▬' : by > 0 ? '▲' : '▼'
  const word = by === 0 ? w.elements.same : by > 0 ? w.elements.rose(size) : w.elements.fell(size)
  return (
    <>
      <span aria-hidden="true">
        {sign} {size}
        {change.significant === true && '*'}
      </span>
      <span class="unseen">
        {word}
        {change.significant === true && `, ${w.summary.significant}`}
      </span>
    </>
  )
}

function tableRow(result: ElementResult, name: NamedElement, { w, number }: Say): string[] {
  const { change } = result
  const mark = change?.significant === true ? '*' : ''
  return [
    `${name.code} ${name.full}`,
    number(result.n),
    ...result.counts.map((count) => number(count)),
    result.nrr === null ? w.table.none : number(result.nrr, 2),
    result.ikm === null ? w.table.none : number(result.ikm, 2),
    result.grade ?? w.table.none,
    change ? `${number(change.difference, 2)}${mark}` : w.table.none,
  ]
}

function unnamed(key: string): NamedElement {
  return { key, code: '', full: key, short: key }
}
