import type { Localized, ObjectDocument, StageSetDocument } from '@tessera/metadata'
import { computed, ref } from 'vue'
import { labelOf } from '@/app/i18n'
import { useDraft } from '../draft/draft-store'
import { stepName, useFieldActions } from '../fields/use-field-actions'
import { useRemoval } from '../fields/use-removal'
import {
  addStage,
  cleaned,
  movedStage,
  optionsOf,
  placedStage,
  shownStages,
  withoutStep,
  withSet,
  withSets,
  withStage,
  type StageChange,
} from './stage-edits'
import { withFieldAsStages, withFurtherSet, withTemplate, type StageTemplate } from './stage-templates'
import { t } from './texts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** What can be done to the stages of one module; each is one named step of the draft. What is chosen stays chosen. */
export function useStageEditor(objectKey: () => string) {
  const draft = useDraft()
  const actions = useFieldActions(objectKey)
  const removal = useRemoval(objectKey, actions, () => undefined)
  const chosenSet = ref<string>()
  const chosenStage = ref<string>()

  const object = computed(() => draft.document('object', objectKey()))
  const sets = computed(() => object.value?.stages ?? [])
  const set = computed(() => sets.value.find(({ key }) => key === chosenSet.value) ?? sets.value[0])
  const stages = computed(() =>
    object.value === undefined || set.value === undefined ? [] : shownStages(object.value, set.value),
  )
  const stage = computed(() => stages.value.find(({ option }) => option.key === chosenStage.value))
  const nameOf = (option: string): Localized =>
    stages.value.find((one) => one.option.key === option)?.option.label ?? option

  /** Changes the module; the set that is new is chosen. */
  function make(label: ReturnType<typeof both>, to: (object: ObjectDocument) => ObjectDocument): void {
    const before = new Set(sets.value.map(({ key }) => key))
    actions.change(label, to)
    chosenSet.value = sets.value.find(({ key }) => !before.has(key))?.key ?? chosenSet.value
    chosenStage.value = undefined
  }

  function remove(option: string): void {
    const [current, one] = [set.value, object.value]
    if (current === undefined || one === undefined || current.steps.length === 1) return
    const at = stages.value.findIndex((shown) => shown.option.key === option)
    const others = sets.value.some(
      (other) =>
        other.key !== current.key &&
        other.field === current.field &&
        other.steps.some((step) => step.option === option),
    )
    const label = stepName('删除阶段「{name}」', 'Delete stage {name}', nameOf(option))
    if (others) actions.change(label, (it) => withSet(it, current.key, (before) => withoutStep(before, option)))
    else {
      const field = one.fields.find(({ key }) => key === current.field)
      removal.setOptions(
        current.field,
        optionsOf(field).filter(({ key }) => key !== option),
      )
    }
    chosenStage.value = (stages.value[at] ?? stages.value.at(-1))?.option.key
  }

  return {
    object,
    sets,
    set,
    stages,
    stage,
    chosenStage,
    removal,
    choose: (key: string | undefined): void => void (chosenStage.value = key),
    chooseSet: (key: string): void => {
      chosenSet.value = key
      chosenStage.value = undefined
    },
    startWith: (template: StageTemplate): void =>
      make(stepName('加{name}流程', 'Add the pipeline {name}', template.label), (one) => withTemplate(one, template)),
    startOver: (field: string): void =>
      make(both('用已有字段作阶段', 'Use a field as stages'), (one) => withFieldAsStages(one, field)),
    further: (field: string): void =>
      make(both('加流程', 'Add a pipeline'), (one) =>
        withFurtherSet(one, field, both('另一个流程', 'Another pipeline')),
      ),
    changeSet: (patch: Partial<StageSetDocument>): void => {
      const { value: current } = set
      if (current === undefined) return
      const label = stepName('修改流程「{name}」', 'Change the pipeline {name}', current.label)
      actions.change(label, (one) => withSet(one, current.key, (before) => cleaned({ ...before, ...patch })))
    },
    removeSet: (): void => {
      const { value: current } = set
      if (current === undefined) return
      const label = stepName('删除流程「{name}」', 'Delete the pipeline {name}', current.label)
      actions.change(label, (one) =>
        withSets(
          one,
          (one.stages ?? []).filter(({ key }) => key !== current.key),
        ),
      )
      chosenSet.value = undefined
      chosenStage.value = undefined
    },
    /** Adds a stage behind the chosen one and chooses it. */
    add: (): void => {
      const [current, one] = [set.value, object.value]
      if (current === undefined || one === undefined) return
      const names = new Set(stages.value.map(({ option }) => labelOf(option.label)))
      let name = t('newStage')
      for (let n = 2; names.has(name); n += 1) name = `${t('newStage')} ${n}`
      const added = addStage(one, current, name, chosenStage.value)
      actions.change(both(`加阶段「${name}」`, `Add stage ${name}`), () => added.object)
      chosenStage.value = added.option
    },
    move: (option: string, by: 1 | -1): void => {
      const { value: current } = set
      if (current === undefined) return
      const label = stepName('移动阶段「{name}」', 'Move stage {name}', nameOf(option))
      actions.change(label, (one) => movedStage(one, current, option, by), `stage/${option}`)
    },
    place: (option: string, at: string): void => {
      const { value: current } = set
      if (current === undefined || option === at) return
      const label = stepName('移动阶段「{name}」', 'Move stage {name}', nameOf(option))
      actions.change(label, (one) => placedStage(one, current, option, at))
    },
    change: (option: string, change: StageChange): void => {
      const { value: current } = set
      if (current === undefined) return
      const label = stepName('修改阶段「{name}」', 'Change stage {name}', nameOf(option))
      actions.change(label, (one) => withStage(one, current.key, option, change))
    },
    remove,
    nameOf: (option: string): string => labelOf(nameOf(option)),
  }
}

export type StageEditor = ReturnType<typeof useStageEditor>
