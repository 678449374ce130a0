import type {
  ScenarioReport,
  TemplateCheck,
  TemplateDetail,
  TemplateEntry,
  TemplateManifest,
  TemplatePackage,
  TemplatePlan,
  TemplateAction,
  TemplateRequest,
  TemplateResponse,
} from '@tessera/metadata'
import { api, type RequestOptions } from '@/api/client'
import { newKey } from '@/api/new-key'

/** What is packed: the manifest and which documents of the workspace go into the package. */
export interface PackRequest {
  readonly manifest: TemplateManifest
  readonly documents: readonly { readonly kind: string; readonly key: string }[]
}

const once = (): RequestOptions => ({ idempotencyKey: newKey() })
const at = (key: string, rest = ''): string => `/api/templates/${encodeURIComponent(key)}${rest}`

/** Calls about templates; see docs/reference/api.md. */
export const templates = {
  list: (): Promise<readonly TemplateEntry[]> =>
    api.get<{ templates: readonly TemplateEntry[] }>('/api/templates').then(({ templates: found }) => found),
  get: (key: string): Promise<TemplateDetail> => api.get<TemplateDetail>(at(key)),
  /** What an action would do; nothing is changed. */
  plan: (key: string, action: TemplateAction, request: TemplateRequest = {}): Promise<TemplatePlan> =>
    api.post<TemplatePlan>(at(key, '/plan'), { ...request, action }),
  carryOut: (key: string, action: TemplateAction, request: TemplateRequest): Promise<TemplateResponse> =>
    api.post<TemplateResponse>(at(key, `/${action}`), request, once()),
  /** Takes the sample records away as one set; the job counts them. */
  removeSample: (key: string): Promise<{ readonly job?: string }> => api.post(at(key, '/sample/remove'), {}, once()),
  runScenarios: (key: string): Promise<ScenarioReport> => api.post<ScenarioReport>(at(key, '/scenarios')),
  upload: (content: unknown): Promise<TemplateCheck> => api.post<TemplateCheck>('/api/templates', content, once()),
  /** Refused with all problems when anything is wrong with what would be packed. */
  pack: (request: PackRequest): Promise<TemplatePackage> => api.post<TemplatePackage>('/api/templates/pack', request),
  /** Where the packed file of a template is downloaded from. */
  packageAddress: (key: string): string => at(key, '/file'),
}
