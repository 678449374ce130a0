import type { Localized, TemplateDetail } from '@tessera/metadata'
import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { labelOf } from '@/app/i18n'
import { onEvent } from '@/api/events'
import { problemOf, type ApiProblem } from '@/api/problem'
import { templates } from './templates-api'

export interface LoadedTemplate {
  readonly template: ShallowRef<TemplateDetail | undefined>
  readonly problem: ShallowRef<ApiProblem | undefined>
  /** What other templates are called, for those this one needs. */
  titleOf(key: string): string
  load(): Promise<void>
}

/** One template; read again when something was published, for it may have been installed or taken away. */
export function useTemplate(key: string): LoadedTemplate {
  const template = shallowRef<TemplateDetail>()
  const problem = shallowRef<ApiProblem>()
  const titles = shallowRef<ReadonlyMap<string, Localized>>(new Map())

  async function load(): Promise<void> {
    try {
      template.value = await templates.get(key)
      problem.value = undefined
      if (template.value.needs.length > 0) await name()
    } catch (error) {
      problem.value = problemOf(error)
    }
  }
  async function name(): Promise<void> {
    try {
      titles.value = new Map((await templates.list()).map((one) => [one.key, one.title]))
    } catch {
      // Their keys do.
    }
  }
  onMounted(load)
  onEvent('revision', () => void load())
  return { template, problem, load, titleOf: (one) => labelOf(titles.value.get(one), one) }
}
