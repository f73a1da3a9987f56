// A set of groups as bars with their numbers: the bar and the table are one.

import type { Results } from '../../core/wire.ts'
import { groupName } from './csv-rows.ts'
import { useSay } from './say.ts'
import type { Part } from './view.ts'
import './share-table.css'

interface ShareTableProps {
  title: string
  part: Part
  /** `null` = failed to load; absent = on its way. */
  results: Results | null | undefined
}

export function ShareTable({ title, part, results }: ShareTableProps) {
  const { w, number, share } = useSay()
  if (!results)
    return (
      <div class="share-table">
        <h3>{title}</h3>
        {results === null && <p class="part-missing">{w.trouble.partMissing}</p>}
      </div>
    )
  const total = results.groups.reduce((sum, { n }) => sum + n, 0)
  const most = Math.max(1, ...results.groups.map(({ n }) => n))
  return (
    <table class="share-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col" class="unseen">
            {w.respondents.group}
          </th>
          <td />
          <th scope="col">{w.table.n}</th>
          <th scope="col">{w.respondents.share}</th>
          <th scope="col">{w.table.ikm}</th>
        </tr>
      </thead>
      <tbody>
        {results.groups.map(({ key, n, ikm }) => (
          <tr key={key ?? ''} class={key === null ? 'not-said' : ''}>
            <th scope="row">{groupName(part, key, w)}</th>
            <td class="bar" aria-hidden="true">
              <i style={{ inlineSize: `${(100 * n) / most}%` }} />
            </td>
            <td>{number(n)}</td>
            <td>{share(total === 0 ? 0 : n / total)}</td>
            <td class="ikm">{ikm === null ? w.table.none : number(ikm, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
