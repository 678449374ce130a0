import type { FieldProblem, PersonLink } from '@tessera/metadata'
import { api, request, type RequestOptions } from '@/api/client'
import { newKey } from '@/api/new-key'
import type { Linked } from '@/api/records'

export type PersonState = 'active' | 'invited' | 'deactivated'

/** A person as administrators see them: GET /api/people. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly title: string | null
  readonly state: PersonState
  readonly roles: readonly string[]
  readonly department: Linked | null
  readonly departments: readonly Linked[]
  readonly manager: Linked | null
  readonly createdAt: string
  readonly lastSignInAt: string | null
  /** Whether they have two-step sign-in. */
  readonly secondStep: boolean
}

/** A role that may be given. */
export interface RoleChoice {
  readonly key: string
  readonly title: string
}

export interface PeoplePage {
  readonly people: readonly Person[]
  readonly next: string | null
  readonly count: number
  readonly roles: readonly RoleChoice[]
}

export interface PeopleQuery {
  readonly search?: string | undefined
  readonly state?: PersonState | undefined
  readonly department?: string | undefined
  readonly limit?: number
  readonly after?: string | undefined
}

/** What is said of a person when they are made or changed. */
export interface PersonValues {
  readonly name?: string
  readonly email?: string
  readonly phone?: string | null
  readonly title?: string | null
  readonly roles?: readonly string[]
  readonly department?: string | null
  readonly departments?: readonly string[]
  readonly manager?: string | null
}

export interface Holding {
  readonly object: string
  readonly title: string
  readonly kind: 'records' | 'tasks' | 'people' | 'departments'
  readonly count: number
}

export interface HandOverWish {
  readonly handOverTo?: string
  readonly handOver?: readonly { readonly object: string; readonly to: string }[]
}

export interface HandedOver {
  readonly handedOver: number
  readonly refused: number
  readonly job: string | null
}

/** What became of pasted rows, or would. */
export interface ImportedPeople {
  readonly rows: readonly {
    readonly index: number
    readonly id: string | null
    readonly problems: readonly RowProblem[]
  }[]
  readonly departments: readonly string[]
  readonly good: number
  readonly bad: number
  readonly made: number
}

export type RowProblem = Omit<FieldProblem, 'message'> & { readonly message: string }

const once = (): RequestOptions => ({ idempotencyKey: newKey() })
const at = (id: string, rest = ''): string => `/api/people/${encodeURIComponent(id)}${rest}`

const madeLink = async (id: string, kind: 'invitation' | 'reset-link'): Promise<PersonLink> =>
  (await request<PersonLink>('POST', at(id, `/${kind}`))).body

/** Calls about people; see docs/reference/api.md. */
export const people = {
  list: (query: PeopleQuery, signal?: AbortSignal): Promise<PeoplePage> =>
    api.get<PeoplePage>('/api/people', { query: { ...query }, ...(signal === undefined ? {} : { signal }) }),
  get: (id: string): Promise<Person> => api.get<{ person: Person }>(at(id)).then(({ person }) => person),
  create: (values: PersonValues): Promise<{ id: string }> => api.post<{ id: string }>('/api/people', values, once()),
  change: (id: string, values: PersonValues): Promise<unknown> => api.patch(at(id), values),
  reactivate: (id: string): Promise<unknown> => api.post(at(id, '/reactivate')),
  holdings: (id: string): Promise<{ holdings: readonly Holding[]; total: number }> => api.get(at(id, '/holdings')),
  deactivate: (id: string, wish: HandOverWish): Promise<HandedOver> => api.post(at(id, '/deactivate'), wish, once()),
  handOver: (id: string, wish: HandOverWish): Promise<HandedOver> => api.post(at(id, '/hand-over'), wish, once()),
  check: (rows: readonly object[], signal?: AbortSignal): Promise<ImportedPeople> =>
    api.post('/api/people/import', { rows }, signal === undefined ? {} : { signal }),
  import: (rows: readonly object[], mode: 'all' | 'good'): Promise<ImportedPeople> =>
    api.post('/api/people/import', { rows, mode }, once()),
  invitation: (id: string): Promise<PersonLink> => madeLink(id, 'invitation'),
  resetLink: (id: string): Promise<PersonLink> => madeLink(id, 'reset-link'),
  invitations: (ids: readonly string[]): Promise<readonly { id: string; link: PersonLink }[]> =>
    api
      .post<{ invitations: readonly { id: string; link: PersonLink }[] }>('/api/people/invitations', { people: ids })
      .then(({ invitations }) => invitations),
}

/** The address of a link; where the installation does not know its own, the one this screen was opened at. */
export const addressOf = ({ url, path }: PersonLink): string => url ?? new URL(path, location.origin).href
