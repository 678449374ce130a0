import type { ApiClient } from '../api/support/client.js'
import { repairTemplate } from '../browser/support/repair-template.js'

type Need = (answer: Promise<{ status: number; text: string }>, status: number) => Promise<unknown>

interface Wire {
  readonly kind: string
  readonly key: string
  readonly fields: readonly { readonly key: string }[]
}

/** A template that is installed with its sample, was changed since, and has a newer version waiting. */
export async function fillTemplates(admin: ApiClient, need: Need): Promise<void> {
  await need(admin.post('/api/templates', { ...repairTemplate('1.0.0') }), 201)
  await need(admin.post('/api/templates/repairs/install', { sample: true }), 201)
  const answer = await admin.get('/api/documents')
  const { documents } = answer.body as unknown as { documents: readonly Wire[] }
  const renamed = (object: string, field: string, label: object) => {
    const document = documents.find((one) => one.kind === 'object' && one.key === object)
    const fields = document?.fields.map((one) => (one.key === field ? { ...one, label } : one))
    return { op: 'put', document: { ...document, fields } }
  }
  const changes = [
    renamed('device', 'level', { 'zh-CN': '重要程度', en: 'Importance' }),
    renamed('repair', 'subject', { 'zh-CN': '故障', en: 'Fault' }),
  ]
  await need(admin.post('/api/changes', { changes, message: '改成我们的叫法' }), 201)
  await need(admin.post('/api/templates', { ...repairTemplate('2.0.0') }), 201)
}
