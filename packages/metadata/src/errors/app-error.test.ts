import { describe, expect, test } from '@jest/globals'
import { AppError, isAppError } from './app-error.js'
import { fieldProblemOf, makeFieldProblem } from './field-problem.js'
import { problemDefinition, problems, type ProblemCode } from './problems.js'
import { accessProblems } from './problems/access.js'
import { signInProblems } from './problems/sign-in.js'
import { documentProblems } from './problems/document.js'
import { draftProblems } from './problems/draft.js'
import { exportProblems } from './problems/export.js'
import { fileProblems } from './problems/file.js'
import { fieldProblems } from './problems/field.js'
import { installingProblems } from './problems/installing.js'
import { mergeProblems } from './problems/merge.js'
import { personalProblems } from './problems/personal.js'
import { secretProblems } from './problems/secret.js'
import { recordProblems } from './problems/record.js'
import { requestProblems } from './problems/request.js'
import { runProblems } from './problems/run.js'
import { schemaProblems } from './problems/schema.js'
import { stageProblems } from './problems/stage.js'
import { templateProblems } from './problems/template.js'
import { workflowProblems } from './problems/workflow.js'
import { toProblemBody } from './to-problem-body.js'

describe('the problem table', () => {
  test('every code is dotted and lower-case, with a sensible status and titles in both languages', () => {
    for (const code of Object.keys(problems) as ProblemCode[]) {
      const { status, title } = problemDefinition(code)

      expect(code).toMatch(/^(internal|[a-z]+(\.[a-z_-]+)+)$/)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title['zh-CN']).toMatch(/\p{Script=Han}/u)
      expect(title.en).toMatch(/^[A-Z“]/)
    }
  })

  test('no code stands in two parts of the table', () => {
    const parts = [
      requestProblems,
      recordProblems,
      mergeProblems,
      exportProblems,
      personalProblems,
      secretProblems,
      fieldProblems,
      accessProblems,
      signInProblems,
      documentProblems,
      schemaProblems,
      draftProblems,
      stageProblems,
      fileProblems,
      runProblems,
      workflowProblems,
      installingProblems,
      templateProblems,
    ]
    const codes = parts.flatMap((part) => Object.keys(part))

    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
    expect(Object.keys(problems).sort()).toEqual(codes.sort())
  })

  test('a sentence without optional details never shows undefined', () => {
    const bare = new AppError('record.changed')

    expect(toProblemBody(bare, 'en', 'r1').detail).toBe('Someone else changed this record.')
    expect(toProblemBody(bare, 'zh-CN', 'r1').detail).toBe('这条记录已被他人修改。')
  })
})

test('a record that is not found may be gone or hidden: the sentence says both, and what to do', () => {
  const { message, hint } = makeFieldProblem('account', 'field.unknown_record', {
    label: { 'zh-CN': '客户', en: 'Account' },
  })

  expect(message).toEqual({
    'zh-CN': '找不到「客户」所指的记录：它可能已被删除，或者您不能查看它。',
    en: 'The record that “Account” points to is not found: it may be deleted, or hidden from you.',
  })
  expect(hint).toEqual({
    'zh-CN': '请重新选择一条记录；被删除的可以先从回收站恢复。',
    en: 'Choose another record; a deleted one can be restored from the bin first.',
  })
})

describe('a problem answer', () => {
  test('has exactly the members of the contract, in the language of the caller', () => {
    const error = new AppError('access.denied')

    expect(toProblemBody(error, 'en', 'r1')).toEqual({
      type: 'urn:tessera:problem:access.denied',
      title: 'Not allowed',
      status: 403,
      code: 'access.denied',
      detail: 'You may not do this.',
      hint: 'Ask your administrator.',
      requestId: 'r1',
    })
  })

  test('lists single problems in the language of the caller and keeps the plan', () => {
    const errors = [
      fieldProblemOf(
        'cost',
        { code: 'field.too_long', details: { max: 3, length: 5 } },
        { 'zh-CN': '费用', en: 'Cost' },
      ),
      makeFieldProblem('', 'field.required'),
      { path: '', code: 'rule.cost-limit', message: '费用超过 5000 需先审批' },
      { path: 'filter', code: 'formula.syntax', message: { 'zh-CN': '多了', en: 'Extra' }, span: { start: 1, end: 2 } },
    ]

    const body = toProblemBody(
      new AppError('record.invalid', { count: 4 }).with({ errors, plan: { base: 3 } }),
      'en',
      'r1',
    )

    expect(body.errors).toEqual([
      { path: 'cost', code: 'field.too_long', message: '“Cost” may have at most 3 characters; it has 5.' },
      { path: '', code: 'field.required', message: 'This value is required.' },
      { path: '', code: 'rule.cost-limit', message: '费用超过 5000 需先审批' },
      { path: 'filter', code: 'formula.syntax', message: 'Extra', span: { start: 1, end: 2 } },
    ])
    expect(body.plan).toEqual({ base: 3 })
  })

  test('wrong details do not compile', () => {
    // @ts-expect-error the code needs the name of the role
    const missing = () => new AppError('person.unknown_role')
    // @ts-expect-error the role is text
    const wrong = () => new AppError('person.unknown_role', { role: 3 })

    expect([missing, wrong]).toHaveLength(2)
    expect(isAppError(new AppError('request.busy'), 'request.busy')).toBe(true)
  })
})
