import type { DraftAnswer, DraftPatch, DraftSaved } from '@tessera/metadata'
import { api } from '@/api/client'
import { problemOf } from '@/api/problem'

/** The draft at the server. */
export const draftApi = {
  read: (): Promise<DraftAnswer> => api.get<DraftAnswer>('/api/draft'),
  save: (patch: DraftPatch, { keepalive }: { keepalive: boolean }): Promise<DraftSaved> =>
    api.patch<DraftSaved>('/api/draft', patch, { keepalive }),
}

/** Another tab was faster; try again later; or the draft as it is will never be taken. */
export function failureOf(error: unknown): 'conflict' | 'later' | 'refused' {
  const { status, code } = problemOf(error)
  if (code === 'draft.conflict') return 'conflict'
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status) ? 'refused' : 'later'
}
