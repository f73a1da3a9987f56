// The server alone, without building the app: for those who have built it.
import { startSmall } from './start-small.ts'

await startSmall(async () => (await import('./serve.ts')).serve(process.env))
