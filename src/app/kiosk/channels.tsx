// Where to complain, readable without signal. They are not links: a kiosk leads nowhere.
import type { JSX } from 'preact'
import type { KioskWords } from '../../i18n/kiosk.ts'
import './channels.css'

interface ChannelsProps {
  words: KioskWords
  /** The service's own; `null` = none. */
  own: string | null
}

export function Channels({ words, own }: ChannelsProps): JSX.Element {
  return (
    <dl class="channels">
      {own && (
        <div class="channels-own">
          <dt>{words.channelHere}</dt>
          <dd lang="id">{own}</dd>
        </div>
      )}
      {words.channels.map((channel) => (
        <div key={channel.name}>
          <dt>{channel.name}</dt>
          <dd>{channel.way}</dd>
        </div>
      ))}
    </dl>
  )
}
