// One unit: what it is, its services, and what can be done with it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Catalogue, Unit } from '../../../core/wire.ts'
import type { UnitsReply } from '../../../core/wire-admin.ts'
import { orderUnits } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { type Acting, useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { settle } from '../route.ts'
import { unitName } from '../unit-options.ts'
import { ArchiveButtons } from './archive-buttons.tsx'
import { OrderButtons } from './order-buttons.tsx'
import { unitHref } from './places.ts'
import { ServiceTable } from './service-table.tsx'
import { stepped } from './tree.ts'
import { UnitDialog } from './unit-dialog.tsx'

interface UnitCardProps {
  catalogue: Catalogue
  unit: Unit
  onUnits: (reply: UnitsReply) => void
  /** Asks for everything again. */
  onRenew: () => void
}

export function UnitCard(props: UnitCardProps): JSX.Element {
  const { catalogue, unit, onUnits } = props
  const words = ADMIN_WORDS[language.value]
  const acting = useActing()
  const above = unit.parent ? unitName(catalogue.units, unit.parent) : catalogue.regency.name
  return (
    <section class="admin-card">
      <p class="admin-note">
        {STANDARD_WORDS[language.value].kinds[unit.kind ?? 'unit']} · {above}
        {unit.archived && ` · ${words.unit.archived}`}
      </p>
      <h2 class="unit-name">{unit.short}</h2>
      {unit.name !== unit.short && <p class="unit-facts">{unit.name}</p>}
      <UnitActions {...props} acting={acting} />
      <FailureNotice failure={acting.failure} />
      <ServiceTable catalogue={catalogue} unit={unit} acting={acting} onUnits={onUnits} />
      <div class="admin-actions unit-end">
        <ArchiveButtons
          place={{ unit: unit.id }}
          name={unit.short}
          archived={unit.archived ?? false}
          acting={acting}
          onDone={onUnits}
          onRemoved={(reply) => {
            onUnits(reply)
            settle(!unit.parent ? '/kelola/unit' : unitHref(unit.parent))
          }}
        />
      </div>
    </section>
  )
}

function UnitActions(props: UnitCardProps & { acting: Acting }): JSX.Element {
  const { catalogue, unit, onUnits, onRenew, acting } = props
  const w = ADMIN_WORDS[language.value].unit
  const [dialog, setDialog] = useState<'edit' | 'add' | null>(null)
  const parent = unit.parent ?? null
  const place = catalogue.units.filter((one) => (one.parent ?? null) === parent)
  const all = place.map(({ id }) => id)
  const shown = place.filter(({ archived, id }) => !archived || id === unit.id).map(({ id }) => id)
  return (
    <div class="admin-actions unit-actions">
      <Button onClick={() => setDialog('edit')}>{w.edit}</Button>
      {!unit.archived && unit.kind !== 'counter' && (
        <Button onClick={() => setDialog('add')}>{w.addBelow}</Button>
      )}
      <OrderButtons
        name={unit.short}
        orderAfter={(by) => stepped(all, shown, { id: unit.id, by })}
        busy={acting.busy}
        onOrder={(ids) => void acting.run(() => orderUnits(parent, ids), onUnits)}
      />
      {dialog && (
        <UnitDialog
          units={catalogue.units}
          unit={dialog === 'edit' ? unit : null}
          below={unit}
          onClose={() => setDialog(null)}
          onRenew={() => {
            setDialog(null)
            onRenew()
          }}
          onSaved={(reply) => {
            setDialog(null)
            onUnits(reply)
          }}
        />
      )}
    </div>
  )
}
