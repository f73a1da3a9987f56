// Where in `/kelola` one is: the section and its query, kept in the address; and going elsewhere without a new load.
import { signal } from '@preact/signals'
import { isUnsaved, whenMayLeave } from './unsaved.ts'

const BASE = '/kelola'

export interface AdminRoute {
  /** As in `perangkat`; empty = none was named. */
  section: string
  query: URLSearchParams
}

export const route = signal<AdminRoute>(routeOf(location.href))

/** Follows an address of `/kelola`, once nothing typed is lost by it. @returns false where it leads elsewhere */
export function go(href: string): boolean {
  const url = new URL(href, location.href)
  if (url.origin !== location.origin || !/^\/kelola(\/|$)/.test(url.pathname)) return false
  whenMayLeave(() => {
    history.pushState(null, '', url)
    show()
    scrollTo(0, 0)
  })
  return true
}

/** The same place under another address, which takes the place of this one in the history. */
export function settle(href: string): void {
  history.replaceState(null, '', new URL(href, location.href))
  show()
}

/** Follows the browser's own back and forward. @returns what ends it */
export function followHistory(): () => void {
  const travelled = () => {
    if (!isUnsaved()) return show()
    // What is typed stays on the screen, under its own address, until the person has said what shall become of it.
    const to = location.href
    history.pushState(null, '', hrefOf(route.value))
    whenMayLeave(() => {
      history.pushState(null, '', to)
      show()
    })
  }
  addEventListener('popstate', travelled)
  return () => removeEventListener('popstate', travelled)
}

/** The address of a section. */
export function hrefOf({ section, query }: { section: string; query?: URLSearchParams }): string {
  const search = query?.toString()
  return `${BASE}/${section}${search ? `?${search}` : ''}`
}

function show(): void {
  route.value = routeOf(location.href)
}

function routeOf(href: string): AdminRoute {
  const { pathname, searchParams } = new URL(href)
  return { section: pathname.slice(BASE.length).replace(/^\/+|\/+$/g, ''), query: searchParams }
}
