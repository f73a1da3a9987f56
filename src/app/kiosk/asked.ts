// What a kiosk asks by its setup: the questionnaire of today, and how many questions on the service.
import { extrasFor, type Instrument, instrumentName } from '../../core/instrument.ts'
import type { DeviceSetup } from '../../core/wire.ts'

/** The questionnaire to ask now; `undefined` when the setup does not hold the one that it names. */
export function instrumentAsked(setup: DeviceSetup): Instrument | undefined {
  return setup.instruments.find((held) => instrumentName(held) === setup.instrument)
}

/** How many questions are on the service, before those on the person; `null` where that depends on the service chosen. */
export function askedCount(setup: DeviceSetup): number | null {
  const instrument = instrumentAsked(setup)
  if (!instrument) return null
  const units = [setup.unit.id, ...(setup.above ?? [])]
  const counts = setup.unit.services.map(({ id }) => extrasFor(instrument, units, id).length)
  const [extras] = counts
  if (extras === undefined || counts.some((other) => other !== extras)) return null
  return instrument.elements.length + extras
}
