import { problemOf } from '@/api/problem'
import { records } from '@/api/records'
import { toast } from '@/components/toast'
import { t } from './texts'

/** Takes a merge back and says how it went. True when it is undone. */
export async function undoMerge(object: string, kept: string, merge?: string): Promise<boolean> {
  try {
    await records.unmerge(object, kept, merge)
    toast('done', t('undone'))
    return true
  } catch (error) {
    const { detail, hint } = problemOf(error)
    toast('problem', [t('undoFailed'), detail, hint].filter(Boolean).join(' '))
    return false
  }
}
