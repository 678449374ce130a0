import type {
  LayoutDocument,
  MenuDocument,
  ObjectDocument,
  RightsAnswer,
  SettingDocument,
  ViewDocument,
  WireDocument,
  WorkflowDocument,
  WorkspaceSetting,
} from '@tessera/metadata'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, request } from '@/api/client'
import { objectModel, type ObjectModel } from './objects'

interface DocumentsAnswer {
  readonly revision: number
  readonly documents: readonly WireDocument[]
}

/**
 * The published documents of the workspace, as this person may see them, and what screens need of them. Loaded once, again
 * whenever a `revision` event says that something was published. Objects nobody touched keep their identity.
 */
export const useWorkspace = defineStore('workspace', () => {
  const revision = shallowRef(0)
  const documents = shallowRef<readonly WireDocument[]>([])
  const rights = shallowRef<RightsAnswer>({ objects: {} })
  const isLoaded = shallowRef(false)
  let etag: string | null = null
  let loading: Promise<void> | undefined
  const models = new Map<string, { text: string; model: ObjectModel }>()

  const ofKind = <D extends WireDocument>(kind: D['kind']) =>
    computed(() => documents.value.filter((document): document is D => document.kind === kind))

  const objectDocuments = ofKind<ObjectDocument>('object')
  const views = ofKind<ViewDocument>('view')
  const layouts = ofKind<LayoutDocument>('layout')
  const menus = ofKind<MenuDocument>('menu')
  const workflows = ofKind<WorkflowDocument>('workflow')
  const settings = ofKind<SettingDocument>('setting')

  const objects = computed<ReadonlyMap<string, ObjectModel>>(
    () => new Map(objectDocuments.value.map((document) => [document.key, modelOf(document)])),
  )
  const workspaceSetting = computed(() =>
    settings.value.find((document): document is WorkspaceSetting => document.key === 'workspace'),
  )

  function modelOf(document: ObjectDocument): ObjectModel {
    const own = rights.value.objects[document.key]
    const text = JSON.stringify([document, own])
    const known = models.get(document.key)
    if (known?.text === text) return known.model
    const model = objectModel(document, own)
    models.set(document.key, { text, model })
    return model
  }

  async function read(): Promise<void> {
    const [answer, mine] = await Promise.all([
      request<DocumentsAnswer>('GET', '/api/documents'),
      api.get<RightsAnswer>('/api/access'),
    ])
    rights.value = mine
    etag = answer.etag
    revision.value = answer.body.revision
    documents.value = answer.body.documents
    isLoaded.value = true
  }

  /** Reads the documents; calls during a read wait for a fresh one. */
  function load(): Promise<void> {
    loading ??= read().finally(() => (loading = undefined))
    return loading
  }

  /** A publish was announced: reads again unless that revision (or a later one) is known already. */
  async function follow(next: number): Promise<void> {
    await loading
    if (next > revision.value) await load()
  }

  return {
    revision,
    documents,
    isLoaded,
    objects,
    views,
    layouts,
    menus,
    workflows,
    settings,
    workspaceSetting,
    etag: () => etag,
    load,
    follow,
    object: (key: string): ObjectModel | undefined => objects.value.get(key),
  }
})
