// The server alone, without building the app: for those who have built it.
import { serve } from './serve.ts'

await serve(process.env)
