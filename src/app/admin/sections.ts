// The sections of `/kelola`: which there are, who may open them, and each as a chunk of its own.
import type { FunctionComponent } from 'preact'
import type { Right } from '../../core/roles.ts'
import type { FrameWords } from '../../i18n/frame.ts'
import type { SectionProps } from './section-props.ts'

export type SectionId = keyof FrameWords['sections']

export interface SectionEntry {
  id: SectionId
  load: () => Promise<{ Section: FunctionComponent<SectionProps> }>
  /** `null` = everybody who is signed in. */
  right: Right | null
}

/** In the order of the navigation. */
export const SECTIONS: readonly SectionEntry[] = [
  { id: 'unit', load: () => import('./unit/unit-section.tsx'), right: 'setup.change' },
  { id: 'impor', load: () => import('./import/import-section.tsx'), right: 'setup.change' },
  {
    id: 'kuesioner',
    load: () => import('./kuesioner/questionnaire-section.tsx'),
    right: 'setup.change',
  },
  { id: 'periode', load: () => import('./periode/periods-section.tsx'), right: 'setup.change' },
  {
    id: 'penugasan',
    load: () => import('./penugasan/assignments-section.tsx'),
    right: 'assignments.change',
  },
  { id: 'perangkat', load: () => import('./perangkat/devices-section.tsx'), right: 'devices.read' },
  {
    id: 'cadangan',
    load: () => import('./cadangan/carried-section.tsx'),
    right: 'carried.deliver',
  },
  { id: 'orang', load: () => import('./orang/people-section.tsx'), right: 'people.change' },
  { id: 'jejak', load: () => import('./jejak/audit-section.tsx'), right: 'audit.read' },
  {
    id: 'pengaturan',
    load: () => import('./pengaturan/settings-section.tsx'),
    right: 'people.change',
  },
  { id: 'akun', load: () => import('./akun/account-section.tsx'), right: null },
]
