// Where to complain, readable without signal. They are not links: a kiosk leads nowhere.
import type { JSX } from 'preact'
import type { KioskWords } from '../../i18n/kiosk.ts'
import './channels.css'

export function Channels({ words }: { words: KioskWords }): JSX.Element {
  return (
    <dl class="channels">
      {words.channels.map((channel) => (
        <div key={channel.name}>
          <dt>{channel.name}</dt>
          <dd>{channel.way}</dd>
        </div>
      ))}
    </dl>
  )
}
