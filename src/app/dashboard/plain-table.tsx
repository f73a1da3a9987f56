// A table of texts: the first cell of a row names it, the others are figures.

export interface TableContent {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

export function PlainTable({ caption, head, rows }: TableContent & { caption: string }) {
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
