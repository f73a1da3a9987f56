// A table of things to manage. On a phone each row becomes a small card, and every cell says what it is.
import type { ComponentChildren, JSX } from 'preact'
import './data-table.css'

export interface Column<Row> {
  head: string
  cell: (row: Row) => ComponentChildren
  /** Figures stand at the end; a column of buttons has no visible head. */
  kind?: 'figure' | 'actions'
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Drawn paler, as what is archived or revoked. */
  isPast?: (row: Row) => boolean
}

/** The first column names the row. */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { columns, rows } = props
  return (
    <table class="data-table">
      <caption class="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, kind }) => (
            <th key={head} scope="col" class={kind}>
              {kind === 'actions' ? <span class="visually-hidden">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={props.keyOf(row)} class={props.isPast?.(row) ? 'past' : undefined}>
            {columns.map(({ head, cell, kind }, i) =>
              i === 0 ? (
                <th key={head} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={head} class={kind} data-head={kind === 'actions' ? undefined : head}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
