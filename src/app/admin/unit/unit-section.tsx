// Units and services of the regency, as a tree.
import type { JSX } from 'preact'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { SectionHead } from '../section-head.tsx'

export function Section(): JSX.Element {
  return <SectionHead title={FRAME_WORDS[language.value].sections.unit} />
}
