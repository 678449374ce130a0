import {
  AppError,
  templateFormat,
  type TemplateManifest,
  type TemplatePackage,
  type WireDocument,
} from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { missingDocument } from '../../templates/packages-at-hand.js'
import { keySchema, ORDINARY_BODY, shape } from '../schemas.js'
import { packageSchema } from './template-schemas.js'

interface PackRequest {
  readonly manifest: TemplateManifest
  readonly documents: readonly { readonly kind: string; readonly key: string }[]
}

/** Makes a package of documents of this workspace. What they refer to must be among them or come with what the manifest needs. */
export const packTemplate = defineRoute<{ body: PackRequest }>({
  method: 'POST',
  path: '/api/templates/pack',
  tag: 'templates',
  name: 'packTemplate',
  policy: 'templates',
  idempotency: 'none',
  reads: true,
  summary: { 'zh-CN': '打包模板', en: 'Makes a template of documents' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        manifest: { type: 'object' },
        documents: {
          type: 'array',
          minItems: 1,
          maxItems: 2000,
          items: shape({ kind: keySchema, key: keySchema }, ['kind', 'key']),
        },
      },
      ['manifest', 'documents'],
    ),
    bodyPaths: 'pointer',
    textsCheckedByEngine: true,
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The package', schema: packageSchema } },
  async handler({ actor, body }, { engine, templates }) {
    const { documents: all } = await engine.documents.list(actor, {})
    const found = body.documents.map(({ kind, key }) => all.find((one) => one.kind === kind && one.key === key))
    const missing = found.flatMap((document, index) => {
      const { kind = '', key = '' } = body.documents[index] ?? {}
      return document === undefined ? [missingDocument(index, `${kind}/${key}`)] : []
    })
    refuse(missing)
    const documents = found as readonly WireDocument[]
    const packed: TemplatePackage = {
      format: templateFormat,
      manifest: body.manifest,
      documents,
      data: [],
      scenarios: [],
    }
    refuse((await templates.check(actor.workspace, packed)).problems)
    return json(200, packed)
  },
})

function refuse(errors: readonly NonNullable<AppError['errors']>[number][]): void {
  if (errors.length > 0) throw new AppError('template.invalid', { count: errors.length }).with({ errors })
}
