import type { LocationQuery } from 'vue-router'

/** The sheet of a move, as the address has it: `?panel=stage:<set>.<stage>`. */
export interface StagePanel {
  readonly set: string
  readonly stage: string
}

const STAGE = 'stage:'

/** The move an address asks for, if any. */
export function stagePanel({ panel }: LocationQuery): StagePanel | undefined {
  const text = [panel].flat().find((one) => one?.startsWith(STAGE) === true)
  const [set = '', stage = ''] = text?.slice(STAGE.length).split('.') ?? []
  return set === '' || stage === '' ? undefined : { set, stage }
}

/** The query of an address with the sheet of a move; without one when there is none. */
export function withStagePanel(query: LocationQuery, panel: StagePanel | undefined): LocationQuery {
  const { panel: before, ...rest } = query
  const others = [before].flat().filter((one): one is string => typeof one === 'string' && !one.startsWith(STAGE))
  const panels = panel === undefined ? others : [...others, `${STAGE}${panel.set}.${panel.stage}`]
  return panels.length === 0 ? rest : { ...rest, panel: panels }
}
