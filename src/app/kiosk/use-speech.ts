// Reading aloud, only with a voice that works without signal.
import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../i18n/language.ts'

export interface Speech {
  speaking: boolean
  toggle: (text: string) => void
}

/** @param what changes when something else is on the screen: reading stops @returns `null` where no such voice is here */
export function useSpeech(language: Language, what: string): Speech | null {
  const voices = useVoices()
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => window.speechSynthesis?.cancel(), [what, language])
  const voice = voices.find((v) => v.localService && v.lang.toLowerCase().startsWith(language))
  if (!voice) return null
  return {
    speaking,
    toggle(text) {
      speechSynthesis.cancel()
      if (speaking) return setSpeaking(false)
      const said = new SpeechSynthesisUtterance(text)
      said.voice = voice
      said.lang = voice.lang
      said.rate = 0.95
      said.onend = () => setSpeaking(false)
      said.onerror = () => setSpeaking(false)
      setSpeaking(true)
      speechSynthesis.speak(said)
    },
  }
}

/** Browsers load their voices late. */
function useVoices(): SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState<SpeechSynthesisVoice[]>([])
  useEffect(() => {
    const synthesis = window.speechSynthesis
    if (!synthesis) return
    const read = () => setVoices(synthesis.getVoices())
    read()
    synthesis.addEventListener?.('voiceschanged', read)
    return () => synthesis.removeEventListener?.('voiceschanged', read)
  }, [])
  return voices
}
