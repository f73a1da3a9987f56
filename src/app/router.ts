// Which page an address opens. Each page is a chunk of its own: a kiosk never loads the charts.
import type { FunctionComponent } from 'preact'

interface PageModule {
  Page: FunctionComponent
}

const PAGES: Record<string, () => Promise<PageModule>> = {
  '/': () => import('./site/start-page.tsx'),
  '/kiosk': () => import('./kiosk/kiosk-page.tsx'),
  '/petugas': () => import('./enumerator/enumerator-page.ts'),
  '/pasang': () => import('./site/pair-page.tsx'),
  '/mulai': () => import('./site/first-run-page.tsx'),
  '/masuk': () => import('./dashboard/sign-in-page.tsx'),
  '/dasbor': () => import('./dashboard/dashboard-page.tsx'),
  // Its sections too: `/kelola/perangkat`.
  '/kelola': () => import('./admin/admin-page.tsx'),
}

/** The page of a path, whatever slash ends it. */
export function pageAt(path: string): Promise<PageModule> {
  const load = PAGES[path.replace(/^(\/kelola)\/.*/, '$1').replace(/\/+$/, '') || '/']
  return load ? load() : import('./site/missing-page.tsx')
}
