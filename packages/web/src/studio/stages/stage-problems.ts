import { localize, type ObjectDocument, type StageSetDocument, type Texts } from '@tessera/metadata'
import { optionsOf } from './stage-edits'

/** Something to repair in the stages of a module. */
export interface StageProblem {
  readonly pointer: string
  readonly message: Texts
  readonly grade: 'block' | 'warn'
}

/** What is wrong with stages that can be told at once: conditions and criteria that say nothing, stages nobody can reach. */
export function stageProblems(object: ObjectDocument): readonly StageProblem[] {
  return (object.stages ?? []).flatMap((set, at) => [
    ...emptyTexts(set, `/stages/${at}`),
    ...unreachable(set).map((option): StageProblem => {
      const index = set.steps.findIndex((step) => step.option === option)
      const named = optionsOf(object.fields.find(({ key }) => key === set.field)).find(({ key }) => key === option)
      const label = named?.label ?? option
      return {
        pointer: `/stages/${at}/steps/${index}/option`,
        grade: 'warn',
        message: {
          'zh-CN': `没有阶段可以推进到「${localize(label, 'zh-CN')}」。`,
          en: `No stage leads to “${localize(label, 'en')}”.`,
        },
      }
    }),
  ])
}

/** Options of the stages that no way leads to from the first one. */
export function unreachable({ steps }: StageSetDocument): readonly string[] {
  const all = steps.map(({ option }) => option)
  const seen = new Set<string>()
  const open = all.slice(0, 1)
  for (let option = open.pop(); option !== undefined; option = open.pop()) {
    if (seen.has(option)) continue
    seen.add(option)
    open.push(...(steps.find((step) => step.option === option)?.moves ?? all))
  }
  return all.filter((option) => !seen.has(option))
}

function emptyTexts(set: StageSetDocument, pointer: string): StageProblem[] {
  const blank = (at: string, zh: string, en: string): StageProblem => ({
    pointer: `${pointer}${at}`,
    grade: 'block',
    message: { 'zh-CN': zh, en },
  })
  const criteria = set.steps.flatMap(({ criteria: all = [] }, step) =>
    all.flatMap(({ formula, message }, at) => [
      ...(formula === ''
        ? [blank(`/steps/${step}/criteria/${at}/formula`, '准入条件还没有写公式。', 'A criterion has no formula yet.')]
        : []),
      ...(message === ''
        ? [blank(`/steps/${step}/criteria/${at}/message`, '准入条件还没有写提示。', 'A criterion has no message yet.')]
        : []),
    ]),
  )
  if (set.when !== '') return criteria
  const name = { zh: localize(set.label, 'zh-CN'), en: localize(set.label, 'en') }
  return [
    blank('/when', `「${name.zh}」还没有写何时适用。`, `“${name.en}” does not say yet when it counts.`),
    ...criteria,
  ]
}
