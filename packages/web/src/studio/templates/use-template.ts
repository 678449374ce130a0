import type { TemplateDetail } from '@tessera/metadata'
import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { onEvent } from '@/api/events'
import { problemOf, type ApiProblem } from '@/api/problem'
import { templates } from './templates-api'

export interface LoadedTemplate {
  readonly template: ShallowRef<TemplateDetail | undefined>
  readonly problem: ShallowRef<ApiProblem | undefined>
  load(): Promise<void>
}

/** One template; read again when something was published, for it may have been installed or taken away. */
export function useTemplate(key: string): LoadedTemplate {
  const template = shallowRef<TemplateDetail>()
  const problem = shallowRef<ApiProblem>()

  async function load(): Promise<void> {
    try {
      template.value = await templates.get(key)
      problem.value = undefined
    } catch (error) {
      problem.value = problemOf(error)
    }
  }
  onMounted(load)
  onEvent('revision', () => void load())
  return { template, problem, load }
}
