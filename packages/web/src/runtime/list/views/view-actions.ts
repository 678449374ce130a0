import type { Change, Localized } from '@tessera/metadata'
import type { Router } from 'vue-router'
import { problemOf } from '@/api/problem'
import { locale } from '@/app/i18n'
import { toast } from '@/components/toast'
import { t } from '../texts'
import type { List } from '../use-list'
import { publishChange, undoChange, type ConfirmWarnings } from './publish-view'

export interface ViewActions {
  save(): Promise<void>
  saveMine(name: string): Promise<void>
  saveShared(name: string): Promise<void>
  rename(name: string): Promise<void>
  remove(): Promise<void>
  reset(): void
}

/** What one can do with the open view; whatever makes another one leads there. `goTo` without an id: the first. */
export function viewActions(
  list: List,
  goTo: (id: string | undefined) => ReturnType<Router['push']>,
  confirm: ConfirmWarnings,
): ViewActions {
  const { views, stateNow } = list
  const publish = (change: Change): Promise<number> => publishChange(change, confirm)

  async function save(): Promise<void> {
    const { id, kind, document } = views.current.value
    if (kind === 'personal') views.changeMine(id, { state: stateNow.value })
    else if (document !== undefined) await views.changeShared(document, stateNow.value, publish)
    list.taken()
    toast('done', t('saved'))
  }

  async function saveMine(name: string): Promise<void> {
    const id = views.saveMine(name, stateNow.value)
    list.discard()
    await goTo(id)
    toast('done', t('saved'))
  }

  async function saveShared(name: string): Promise<void> {
    const key = await views.saveShared(name, stateNow.value, publish)
    list.discard()
    await goTo(key)
    toast('done', t('published'))
  }

  /** The other language keeps its name. */
  async function rename(name: string): Promise<void> {
    const { id, kind, document, base } = views.current.value
    if (kind === 'personal') return views.changeMine(id, { name })
    if (document === undefined) return
    const old = document.label
    const label: Localized = typeof old === 'string' ? name : { ...old, [locale.value]: name }
    await views.changeShared({ ...document, label }, base, publish)
  }

  async function remove(): Promise<void> {
    const { id, kind, label, document } = views.current.value
    if (kind === 'personal') {
      const undo = views.removeMine(id)
      await goTo(undefined)
      toast('done', t('removedView', { name: label }), {
        label: t('undo'),
        run: () => {
          undo()
          void goTo(id)
        },
      })
      return
    }
    if (document === undefined) return
    const revision = await views.removeShared(document, publish)
    await goTo(undefined)
    toast('done', t('removedView', { name: label }), {
      label: t('undo'),
      run: () => void putBack(revision, id),
    })
  }

  async function putBack(revision: number, id: string): Promise<void> {
    try {
      await undoChange(revision, confirm)
      await goTo(id)
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toast('problem', [t('notPutBack'), detail, hint].filter(Boolean).join(' '))
    }
  }

  return { save, saveMine, saveShared, rename, remove, reset: list.reset }
}
