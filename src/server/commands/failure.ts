// What a command that failed says: what the store and the program raise, as problems.
import { RequestProblem } from '../problems.ts'
import { DatabaseUnfit, isUnreachable } from '../store/dialect.ts'
import { DatabaseIsNewer } from '../store/migrations.ts'
import type { Outcome } from './command.ts'

/** @param path the database that was worked on, as it may be shown. What is no known failure is thrown on. */
export function failure(error: unknown, path: string): Outcome {
  if (error instanceof RequestProblem) return { problems: error.problems }
  if (error instanceof DatabaseIsNewer)
    return { problems: [{ code: 'database.newer', path, detail: error.message }] }
  if (error instanceof DatabaseUnfit)
    return {
      problems: [{ code: 'config.invalid', path: `DATABASE_URL ${path}`, detail: error.message }],
    }
  if (isUnreachable(error)) return { problems: [{ code: 'database.unreachable', path }] }
  throw error
}
