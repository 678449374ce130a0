import { computed, ref, shallowRef } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records, type Linked } from '@/api/records'
import type { Department } from './department-tree'

const PAGE = 500

/** What is written of a department. */
export interface DepartmentValues {
  readonly name?: string
  readonly parent?: string | null
  readonly manager?: string | null
}

/** The departments of the workspace, by name, with how many active people work in each; writing reads them anew. */
export function useDepartments() {
  const all = shallowRef<readonly Department[]>([])
  const counts = shallowRef<ReadonlyMap<string, number>>(new Map())
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()
  const byId = computed(() => new Map(all.value.map((department) => [department.id, department])))

  async function readAll(): Promise<readonly Department[]> {
    const found: Department[] = []
    for (let after: string | undefined; ;) {
      const query = { fields: ['id', 'name', 'parent', 'manager'], sort: ['name'], limit: PAGE }
      const page = await records.query('department', after === undefined ? query : { ...query, after })
      found.push(...(page.records as unknown as readonly Department[]))
      if (page.next === null) return found
      after = page.next
    }
  }

  async function readCounts(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await records.aggregate('user', {
      groupBy: [{ field: 'department' }],
      measures: [{ function: 'count', as: 'n' }],
      filter: 'active',
      limit: 5_000,
    })
    return new Map(
      rows.flatMap((row) => (row.department === null ? [] : [[(row.department as Linked).id, Number(row.n)]])),
    )
  }

  async function load(): Promise<void> {
    try {
      const [departments, people] = await Promise.all([readAll(), readCounts()])
      all.value = departments
      counts.value = people
      problem.value = undefined
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      isLoaded.value = true
    }
  }

  return {
    all,
    byId,
    counts,
    isLoaded,
    problem,
    load,
    async save(id: string | undefined, values: DepartmentValues): Promise<string> {
      const saved =
        id === undefined ? await records.create('department', values) : await records.update('department', id, values)
      await load()
      return saved.id
    },
    async remove(id: string): Promise<void> {
      await records.remove('department', id)
      await load()
    },
  }
}

export type Departments = ReturnType<typeof useDepartments>
