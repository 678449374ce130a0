import type { Expression } from '@tessera/formula'
import { compile } from '@tessera/formula'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records } from '@/api/records'
import { locale } from '@/app/i18n'
import { useSession } from '@/app/session'
import { evaluator, type PlainRecord } from '@/formula/evaluate'
import { formulaScope } from '@/formula/scope'
import { useWorkspace } from '@/model/workspace'
import { neededPaths } from '../formula/needed-paths'
import { draftWorld } from '../formula/try-formula'
import { chooseSample, findSamples, sampleOf } from '../sample-record'
import { sampleValue } from '../sample-values'
import type { LayoutEditor } from './layout-editor'

/** System fields that a record brings along. */
const system = ['owner', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy']

/**
 * The record whose values the canvas shows, and what the layout's conditions say about it. Values of fields that are not
 * published yet, and all of them while there is no record, are made up.
 */
export function useCanvasRecord(editor: LayoutEditor) {
  const workspace = useWorkspace()
  const session = useSession()
  const values = shallowRef<PlainRecord>()
  const isLoading = ref(true)
  const problem = shallowRef<ApiProblem>()
  let run = 0

  const published = computed(() => workspace.object(editor.objectKey()))
  const sample = computed(() => sampleOf(editor.objectKey()))
  const today = new Intl.DateTimeFormat('sv-SE', {
    timeZone: session.me?.workspace.timeZone ?? 'Asia/Shanghai',
  }).format()

  const compiled = new Map<string, Expression | undefined>()
  let compiledFor: unknown
  function expressionOf(text: string): Expression | undefined {
    if (compiledFor !== editor.objects.value) {
      compiled.clear()
      compiledFor = editor.objects.value
    }
    if (!compiled.has(text)) {
      const scope = formulaScope(editor.objects.value, editor.objectKey(), { me: true, old: true })
      const { expression, problems } = compile(text, scope, { type: 'boolean' })
      compiled.set(text, problems.length === 0 ? expression : undefined)
    }
    return compiled.get(text)
  }

  const conditions = computed(() =>
    editor.sections.value.flatMap(({ visibleWhen, items }) => [
      ...(visibleWhen === undefined ? [] : [visibleWhen]),
      ...items.flatMap((item) => [item.visibleWhen ?? [], item.requiredWhen ?? [], item.readOnlyWhen ?? []].flat()),
    ]),
  )
  /** What is read: all published fields, and what conditions look at behind lookups. */
  const paths = computed(() => {
    const model = published.value
    if (model === undefined) return ''
    const own = model.fields.filter(({ isSystem }) => !isSystem).map(({ key }) => key)
    const far = conditions.value.flatMap((text) => {
      const expression = expressionOf(text)
      if (expression === undefined) return []
      return neededPaths(expression, editor.objects.value, workspace.objects).record.filter((path) =>
        path.includes('.'),
      )
    })
    return [...new Set([...own, ...system, ...far])].join(',')
  })

  async function load(): Promise<void> {
    const mine = ++run
    const model = published.value
    problem.value = undefined
    try {
      if (model !== undefined && sample.value === undefined) {
        const [first] = await findSamples(model)
        if (mine !== run) return
        if (first !== undefined && sampleOf(model.key) === undefined) chooseSample(model.key, first)
      }
      const chosen = sampleOf(editor.objectKey())
      const found = model === undefined || chosen === undefined ? undefined : await read(model.key, chosen.id)
      if (mine === run) values.value = found
    } catch (error) {
      if (mine !== run) return
      values.value = undefined
      problem.value = problemOf(error)
    } finally {
      if (mine === run) isLoading.value = false
    }
  }

  const read = (object: string, id: string): Promise<PlainRecord> => records.get(object, id, paths.value.split(','))

  watch([() => sample.value?.id, paths], () => void load(), { immediate: true })
  onScopeDispose(() => (run += 1))

  const generated = computed<PlainRecord>(() => {
    const model = editor.object.value
    const fields = model?.fields ?? []
    return Object.fromEntries(
      fields.map((field) => [field.key, sampleValue(field, editor.objects.value, locale.value, today)]),
    )
  })
  const isGenerated = computed(() => values.value === undefined)

  function valueOf(key: string): unknown {
    const known = values.value
    return known !== undefined && key in known ? known[key] : generated.value[key]
  }

  /** Values of the fields of the draft, for conditions and previews. */
  const shown = computed<PlainRecord>(() => ({ ...generated.value, ...values.value }))
  const world = computed(() => draftWorld(editor.objects.value))

  /** What a condition says about the record; undefined when it is wrong. */
  function holds(text: string): boolean | undefined {
    const expression = expressionOf(text)
    if (expression === undefined) return undefined
    return evaluator(expression)({ values: shown.value, before: shown.value }, world.value) === true
  }

  return { published, sample, values: shown, isLoading, isGenerated, problem, load, world, valueOf, holds }
}

export type CanvasRecord = ReturnType<typeof useCanvasRecord>
