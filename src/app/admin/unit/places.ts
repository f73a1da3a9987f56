// Addresses of a unit and of a service in `/kelola/unit`.
import { hrefOf } from '../route.ts'

/** What stands in the address for a service that is not there yet; no id has a `+` in it. */
export const NEW_SERVICE = '+'

export function unitHref(unit: string): string {
  return hrefOf({ section: 'unit', query: new URLSearchParams({ unit }) })
}

/** @param layanan id of the service, or `NEW_SERVICE` */
export function serviceHref(unit: string, layanan: string): string {
  return hrefOf({ section: 'unit', query: new URLSearchParams({ unit, layanan }) })
}
