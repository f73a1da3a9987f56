// A value to copy by hand or by a tap: a password, a command.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './copy-line.css'

export interface CopyLineProps {
  label?: string
  value: string
  copy: string
  copied: string
}

export function CopyLine({ label, value, copy, copied }: CopyLineProps): JSX.Element {
  const [done, setDone] = useState(false)
  const write = () =>
    navigator.clipboard.writeText(value).then(
      () => setDone(true),
      // Refused by the browser: the value stands there to be copied by hand.
      () => setDone(false),
    )
  return (
    <div class="copy-line">
      <span>
        {label && <small>{label}</small>}
        <code translate={false}>{value}</code>
      </span>
      {navigator.clipboard && (
        <Button onClick={() => void write()} label={`${copy}: ${label ?? value}`}>
          <Icon name={done ? 'check' : 'copy'} size={20} />
          <span role="status">{done ? copied : copy}</span>
        </Button>
      )}
    </div>
  )
}
