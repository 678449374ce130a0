import type { ApiClient } from '../api/support/client.js'

const departments = ['华东大区', '华东大区/上海分公司', '华东大区/杭州办事处', '售后服务部']
const titles = ['销售', '客服', '主管']

/** Departments and people of a small company, as they are pasted; answers one who leads others. */
export async function fillOrganisation(admin: ApiClient): Promise<{ readonly person: string }> {
  const rows = Array.from({ length: 18 }, (_, n) => ({
    name: `成员${n + 1}`,
    email: `member${n + 1}@example.com`,
    department: departments[n % departments.length],
    title: titles[n % titles.length],
    phone: `1390013${String(9000 + n)}`,
    ...(n === 0 ? {} : { manager: `member${n < 4 ? 1 : 2}@example.com` }),
  }))
  const made = await admin.post('/api/people/import', { rows, mode: 'all' })
  if (made.status !== 200) throw new Error(made.text)
  const [first] = made.body['rows'] as unknown as readonly { id: string }[]
  const last = (made.body['rows'] as unknown as readonly { id: string }[]).at(-1)
  await admin.post(`/api/people/${String(last?.id)}/deactivate`)
  return { person: String(first?.id) }
}
