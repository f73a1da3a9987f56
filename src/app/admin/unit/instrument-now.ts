// The questionnaire that is asked now.
import { type Instrument, instrumentName } from '../../../core/instrument.ts'
import type { Catalogue } from '../../../core/wire.ts'

export function instrumentNow({ instruments, instrument }: Catalogue): Instrument | undefined {
  return instruments.find((one) => instrumentName(one) === instrument)
}
