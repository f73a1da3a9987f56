// The regency as the root of the tree: its name, what is in it, and changing it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Catalogue } from '../../../core/wire.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import { TIMEZONES } from '../../ui/timezones.ts'
import { whenMayLeave } from '../unsaved.ts'
import { RegencyForm } from './regency-form.tsx'

interface RegencyCardProps {
  catalogue: Catalogue
  onSaved: () => void
}

export function RegencyCard({ catalogue, onSaved }: RegencyCardProps): JSX.Element {
  const w = ADMIN_WORDS[language.value]
  const { regency, units } = catalogue
  const [editing, setEditing] = useState(false)
  const there = units.filter(({ archived }) => !archived)
  const services = there.flatMap((unit) => unit.services.filter(({ archived }) => !archived))
  const done = () => {
    setEditing(false)
    onSaved()
  }
  return (
    <section class="admin-card">
      <p class="admin-note">{w.regency.title}</p>
      <h2 class="unit-name">{regency.name}</h2>
      <p class="unit-facts">
        {regency.province} · {timezoneName(regency.timezone)}
      </p>
      <p class="unit-facts">
        {w.regency.units(there.length)} · {w.regency.services(services.length)}
      </p>
      {units.length > 0 && <p class="admin-note">{w.unit.choose}</p>}
      <div class="admin-actions unit-actions">
        <Button onClick={() => setEditing(true)}>{w.regency.edit}</Button>
      </div>
      {editing && (
        <Modal title={w.regency.edit} onClose={() => whenMayLeave(() => setEditing(false))}>
          <RegencyForm regency={regency} onSaved={done} onRenew={done} />
        </Modal>
      )}
    </section>
  )
}

function timezoneName(timezone: string): string {
  const known = TIMEZONES.find((one) => one === timezone)
  return known ? STANDARD_WORDS[language.value].timezones[known] : timezone
}
