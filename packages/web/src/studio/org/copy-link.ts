import type { PersonLink } from '@tessera/metadata'
import { toast } from '@/components/toast'
import { addressOf } from './people-api'
import { t } from './texts'

/** Puts text on the clipboard; false where the browser does not let us (plain HTTP inside a company, for example). */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Copies a link and says how long it is good; gives its address where it has to be copied by hand. */
export async function copyLink(link: PersonLink): Promise<string | undefined> {
  const days = Math.max(1, Math.round((Date.parse(link.expiresAt) - Date.now()) / 86_400_000))
  if (!(await copied(addressOf(link)))) return addressOf(link)
  toast('done', t('linkCopied', { days }))
  return undefined
}
