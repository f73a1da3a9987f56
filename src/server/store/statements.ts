// Statements over many rows or keys, compiled once per size: building them anew would cost more than running them.
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { MOST_PARAMETERS } from './dialect.ts'
import type { Tables } from './schema.ts'

type Build<R> = (db: Kysely<Tables>, count: number) => Compilable<R>
/** Compiled statements by their size. */
type Sizes<R> = Map<number, CompiledQuery<R>>

/**
 * A statement over a number of rows, such as an insert.
 * @param columns in the order in which `build` names them: they give the order of parameters
 * @returns a function that runs it over any number of rows, in pieces, and returns what they returned
 */
export function overRows<Row, R>(columns: readonly (keyof Row)[], build: Build<R>) {
  const cached = perDatabase(build)
  const most = powerOfTwoUpTo(Math.min(128, MOST_PARAMETERS / columns.length))
  return async (db: Kysely<Tables>, rows: readonly Row[]): Promise<R[]> => {
    const found: R[] = []
    for (let from = 0; from < rows.length; ) {
      const size = powerOfTwoUpTo(Math.min(most, rows.length - from))
      const parameters: unknown[] = []
      for (const row of rows.slice(from, from + size))
        for (const column of columns) parameters.push(row[column])
      const { rows: returned } = await db.executeQuery<R>({ ...cached(db, size), parameters })
      for (const row of returned) found.push(row)
      from += size
    }
    return found
  }
}

/**
 * A statement over a list of keys, such as `where id in (…)`.
 * @returns a function that runs it over any number of keys, in pieces, and returns what they returned
 */
export function overKeys<R>(build: Build<R>) {
  const cached = perDatabase(build)
  return async (db: Kysely<Tables>, keys: readonly string[]): Promise<R[]> => {
    const found: R[] = []
    for (let from = 0; from < keys.length; from += MOST_KEYS) {
      const piece = keys.slice(from, from + MOST_KEYS)
      const size = 2 ** Math.ceil(Math.log2(piece.length))
      // The last key again does not change what is found, and saves a statement of every size.
      const parameters = Array.from({ length: size }, (_, i) => piece[i] ?? piece.at(-1))
      const { rows } = await db.executeQuery<R>({ ...cached(db, size), parameters })
      for (const row of rows) found.push(row)
    }
    return found
  }
}

const MOST_KEYS = 512

/** A transaction shares the adapter of the database it runs on, and two databases have two. */
function perDatabase<R>(build: Build<R>) {
  const compiled = new WeakMap<object, Sizes<R>>()
  return (db: Kysely<Tables>, size: number): CompiledQuery<R> => {
    const { adapter } = db.getExecutor()
    const sizes: Sizes<R> = compiled.get(adapter) ?? new Map()
    compiled.set(adapter, sizes)
    const query = sizes.get(size) ?? build(db, size).compile()
    sizes.set(size, query)
    return query
  }
}

function powerOfTwoUpTo(most: number): number {
  return 2 ** Math.floor(Math.log2(most))
}
