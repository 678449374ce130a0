import { localizeFieldProblem } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { peoplePolicy } from '../../people/administers-people.js'
import { importPeople as importRows, type ImportMode } from '../../people/import/import-people.js'
import type { PersonRowInput } from '../../people/import/person-sheet.js'
import { answerShape, ORDINARY_BODY, shape } from '../schemas.js'

const cell = { type: ['string', 'null'], maxLength: 1_000 }
const integer = { type: 'integer' }

/** Makes many people of pasted rows; without a mode it only says what would happen. They have no password: they wait to be invited. */
export const importPeople = defineRoute<{ body: { rows: readonly PersonRowInput[]; mode?: ImportMode } }>({
  method: 'POST',
  path: '/api/people/import',
  tag: 'people',
  name: 'importPeople',
  policy: peoplePolicy,
  idempotency: 'stored',
  summary: { 'zh-CN': '批量新增成员', en: 'Makes people of pasted rows' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        rows: {
          type: 'array',
          minItems: 1,
          maxItems: 1_000,
          items: shape({
            name: cell,
            email: cell,
            department: { ...cell, maxLength: 20_000 },
            manager: cell,
            roles: { type: 'array', items: { type: 'string', maxLength: 1_000 }, maxItems: 50 },
            title: cell,
            phone: cell,
          }),
        },
        mode: { type: 'string', enum: ['check', 'all', 'good'] },
      },
      ['rows'],
    ),
  },
  limits: ORDINARY_BODY,
  output: {
    200: {
      description: 'Row by row: the person made of it, or what is wrong with it; new departments by their paths',
      schema: answerShape({
        rows: {
          type: 'array',
          items: answerShape({
            index: integer,
            id: { type: ['string', 'null'] },
            problems: { type: 'array', items: { type: 'object' } },
          }),
        },
        departments: { type: 'array', items: { type: 'string' } },
        good: integer,
        bad: integer,
        made: integer,
      }),
    },
  },
  async handler(call, services) {
    const { actor, locale } = call
    const { rows, mode = 'check' } = call.body
    const done = await importRows(services, actor, { rows, mode, locale })
    const made = done.rows.flatMap(({ id }) => id ?? [])
    // Made in pieces that take long: the log is not held meanwhile.
    if (made.length > 0)
      await services.audit.note(call, { action: 'people.imported', details: { count: made.length, made } })
    const localized = done.rows.map(({ problems, ...row }) => ({
      ...row,
      problems: problems.map((problem) => localizeFieldProblem(problem, locale)),
    }))
    return json(200, { ...done, rows: localized })
  },
})
