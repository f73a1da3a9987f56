// Units compared, or the services of the chosen unit: index, margin, count and the nine means, in any order.
import { useState } from 'preact/hooks'
import { LEAST_N_FOR_GRADE } from '../../core/grade.ts'
import type { ResultGroup } from '../../core/wire.ts'
import { DashCard } from './dash-card.tsx'
import { type Filter, withUnit } from './filter.ts'
import { type NamedElement, namedElements, scopeNames } from './names.ts'
import { type Say, useSay } from './say.ts'
import { Scroller } from './scroller.tsx'
import { nextOrder, type SortColumn, type SortOrder, sameColumn, sortGroups } from './sorting.ts'
import { comparedRows, type View } from './view.ts'
import './units-card.css'

interface UnitsCardProps {
  view: View
  onFilter: (filter: Filter) => void
}

export function UnitsCard({ view, onFilter }: UnitsCardProps) {
  const say = useSay()
  const { w } = say
  const [order, setOrder] = useState<SortOrder>({ column: 'ikm', descending: false })
  const elements = namedElements(view.catalogue, w, say.language)
  const rows = sortGroups(comparedRows(view), order, say.language)
  const { unit } = scopeNames(view.filter, view.catalogue)
  const title = unit === null ? w.units.unitsTitle : w.units.servicesTitle(unit)
  const open = (key: string) => {
    const [ofUnit = '', service] = key.split('/')
    onFilter({ ...withUnit(view.filter, ofUnit), service: service ?? null })
  }
  const withheld = rows.some(({ group }) => group.n < LEAST_N_FOR_GRADE)
  return (
    <DashCard id="unit" title={title} class="units-card">
      <Scroller wide label={w.units.scroll}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <Head column="name" order={order} onOrder={setOrder}>
                {unit === null ? w.units.unit : w.units.service}
              </Head>
              <Head column="ikm" order={order} onOrder={setOrder}>
                IKM
              </Head>
              <th scope="col" class="interval" abbr={w.units.intervalLong}>
                {w.units.interval}
              </th>
              <Head column="n" order={order} onOrder={setOrder}>
                n
              </Head>
              {elements.map(({ key, code, full }) => (
                <Head
                  key={key}
                  column={{ element: key }}
                  order={order}
                  onOrder={setOrder}
                  long={full}
                >
                  {code}
                </Head>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, group }) => (
              <tr key={key} class={isChosen(key, view) ? 'chosen' : ''}>
                <th scope="row">
                  <button type="button" title={w.units.open(name)} onClick={() => open(key)}>
                    {name}
                  </button>
                </th>
                <GroupCells group={group} elements={elements} say={say} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {withheld && <p class="footnote">{w.units.withheld(LEAST_N_FOR_GRADE)}</p>}
    </DashCard>
  )
}

interface HeadProps {
  column: SortColumn
  order: SortOrder
  onOrder: (order: SortOrder) => void
  /** The whole name, where the head shows a code. */
  long?: string
  children: string
}

function Head({ column, order, onOrder, long, children }: HeadProps) {
  const { w } = useSay()
  const sorted = sameColumn(order.column, column)
  const direction = order.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={sorted ? direction : undefined}>
      <button
        type="button"
        class={sorted ? direction : ''}
        title={w.units.sortBy(long ?? children)}
        onClick={() => onOrder(nextOrder(order, column))}
      >
        {children}
      </button>
    </th>
  )
}

interface GroupCellsProps {
  group: ResultGroup
  elements: readonly NamedElement[]
  say: Say
}

function GroupCells({ group, elements, say }: GroupCellsProps) {
  const { w, number } = say
  if (group.n === 0)
    return (
      <>
        <td class="ikm">{w.table.none}</td>
        <td class="interval" />
        <td class="n">0</td>
        <td class="nothing" colSpan={elements.length}>
          {w.units.noAnswers}
        </td>
      </>
    )
  return (
    <>
      <td class="ikm">{group.ikm === null ? w.table.none : number(group.ikm, 2)}</td>
      <td class="interval">{group.interval ? margin(group, say) : w.table.none}</td>
      <td class="n">{number(group.n)}</td>
      {elements.map(({ key }) => {
        const result = group.elements.find((element) => element.key === key)
        const nrr = result?.nrr ?? null
        return (
          <td key={key} class="cell">
            <span class={`heat ${result?.grade ? `heat-${result.grade}` : ''}`}>
              {nrr === null ? w.table.none : number(nrr, 2)}
            </span>
          </td>
        )
      })}
    </>
  )
}

/** The larger side, where the end of the scale cuts the other. */
function margin({ ikm, interval }: ResultGroup, { number }: Say): string {
  if (ikm === null || !interval) return ''
  return number(Math.max(ikm - interval.low, interval.high - ikm), 2)
}

function isChosen(key: string, { filter }: View): boolean {
  return filter.service !== null && key === `${filter.unit}/${filter.service}`
}
