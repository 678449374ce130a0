import type { SecretEntry } from '@tessera/metadata'
import { ref, shallowRef } from 'vue'
import { api } from '@/api/client'
import { problemOf, type ApiProblem } from '@/api/problem'

/** The secrets of the workspace by name, without their values. */
export function useSecrets() {
  const secrets = shallowRef<readonly SecretEntry[]>([])
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function load(): Promise<void> {
    try {
      secrets.value = (await api.get<{ secrets: readonly SecretEntry[] }>('/api/secrets')).secrets
      problem.value = undefined
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      isLoaded.value = true
    }
  }
  return { secrets, isLoaded, problem, load }
}
