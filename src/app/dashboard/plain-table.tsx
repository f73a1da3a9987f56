// The table that stands behind every chart: closed until it is asked for.
import { useSay } from './say.ts'

interface PlainTableProps {
  caption: string
  head: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly (readonly string[])[]
}

export function TableBehind(props: PlainTableProps) {
  const { w } = useSay()
  return (
    <details class="table-of">
      <summary>{w.table.show}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroller" tabIndex={0} aria-label={props.caption}>
        <PlainTable {...props} />
      </section>
    </details>
  )
}

export function PlainTable({ caption, head, rows }: PlainTableProps) {
  return (
    <table class="plain-table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
