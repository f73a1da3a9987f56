// What a kiosk asks by its setup: the questionnaire of today, and how many questions on the service.
import { extrasFor, type Instrument, instrumentName } from '../../core/instrument.ts'
import type { DeviceSetup } from '../../core/wire.ts'

/** The questionnaire to ask now; `undefined` when the setup does not hold the one that it names. */
export function instrumentAsked(setup: DeviceSetup): Instrument | undefined {
  return setup.instruments.find((held) => instrumentName(held) === setup.instrument)
}

/** How many questions are on the service; where it is not chosen yet, those that every service has. */
export function askedCount(setup: DeviceSetup): number {
  const instrument = instrumentAsked(setup)
  const [service, another] = setup.unit.services
  const units = [setup.unit.id, ...(setup.above ?? [])]
  const extras = instrument
    ? extrasFor(instrument, units, another ? '' : (service?.id ?? '')).length
    : 0
  return (instrument?.elements.length ?? 0) + extras
}
