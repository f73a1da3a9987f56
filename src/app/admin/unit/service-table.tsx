// The services of one unit: the promise of each, and their order.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Catalogue, Service, Unit } from '../../../core/wire.ts'
import type { UnitsReply } from '../../../core/wire-admin.ts'
import { orderServices } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { formatRupiah } from '../../../i18n/language.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { CheckField } from '../../ui/field.tsx'
import type { Acting } from '../acting.ts'
import { go } from '../route.ts'
import { OrderButtons } from './order-buttons.tsx'
import { NEW_SERVICE, serviceHref } from './places.ts'
import { stepped } from './tree.ts'

interface ServiceTableProps {
  catalogue: Catalogue
  unit: Unit
  acting: Acting
  onUnits: (reply: UnitsReply) => void
}

export function ServiceTable({ unit, acting, onUnits }: ServiceTableProps): JSX.Element {
  const words = ADMIN_WORDS[language.value]
  const w = words.service
  const [withArchived, setWithArchived] = useState(false)
  const rows = unit.services.filter(({ archived }) => withArchived || !archived)
  const all = unit.services.map(({ id }) => id)
  const shown = rows.map(({ id }) => id)
  const columns: Column<Service>[] = [
    { head: w.columns.name, cell: (service) => <ServiceLink unit={unit} service={service} /> },
    { head: w.columns.tariff, cell: tariffText },
    { head: w.columns.time, cell: ({ standard }) => standard.waktu ?? <Unset /> },
    {
      head: w.columns.order,
      kind: 'actions',
      cell: ({ id, name }) => (
        <OrderButtons
          name={name}
          orderAfter={(by) => stepped(all, shown, { id, by })}
          busy={acting.busy}
          onOrder={(ids) => void acting.run(() => orderServices(unit.id, ids), onUnits)}
        />
      ),
    },
  ]
  return (
    <div class="unit-services">
      <div class="admin-apart unit-services-head">
        <h3>{w.title}</h3>
        <Button onClick={() => go(serviceHref(unit.id, NEW_SERVICE))}>{w.add}</Button>
      </div>
      {rows.length > 0 ? (
        <DataTable
          caption={w.title}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          isPast={({ archived }) => archived ?? false}
        />
      ) : (
        <p class="admin-note">{unit.kind === 'counter' ? w.noneCounter : w.none}</p>
      )}
      {unit.services.some(({ archived }) => archived) && (
        <CheckField
          label={words.unit.showArchived}
          checked={withArchived}
          onChange={setWithArchived}
        />
      )}
    </div>
  )
}

function ServiceLink({ unit, service }: { unit: Unit; service: Service }): JSX.Element {
  const href = serviceHref(unit.id, service.id)
  return (
    <a
      class="service-link"
      href={href}
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && go(href)) event.preventDefault()
      }}
    >
      {service.name}
      {service.archived && <small> · {ADMIN_WORDS[language.value].unit.archived}</small>}
    </a>
  )
}

function tariffText({ standard }: Service): JSX.Element {
  const { biaya } = standard
  const words = STANDARD_WORDS[language.value].tariff
  if (biaya === undefined) return <Unset />
  if (biaya === null) return <>{words.local}</>
  return <>{biaya === 0 ? words.freeShort : formatRupiah(biaya, language.value)}</>
}

function Unset(): JSX.Element {
  return <span class="unit-unset">{ADMIN_WORDS[language.value].service.unset}</span>
}
