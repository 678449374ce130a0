import type { LocationQuery } from 'vue-router'

/** A sheet that makes a record, as the address has it: `?panel=new:<object>`, with what it starts with behind a `?`. */
export interface QuickPanel {
  readonly object: string
  readonly values: Readonly<Record<string, string>>
}

const NEW = 'new:'

/** The sheets an address asks for, the uppermost last. What is no sheet of ours is left out. */
export function quickPanels(query: LocationQuery): readonly QuickPanel[] {
  return panelTexts(query).flatMap((text) => {
    if (!text.startsWith(NEW)) return []
    const [object = '', values = ''] = text.slice(NEW.length).split(/\?(.*)/s)
    return object === '' ? [] : [{ object, values: Object.fromEntries(new URLSearchParams(values)) }]
  })
}

/** The query of an address with one sheet more over what it shows. */
export function withPanel(query: LocationQuery, { object, values }: QuickPanel): LocationQuery {
  const start = new URLSearchParams(values).toString()
  return { ...query, panel: [...panelTexts(query), `${NEW}${object}${start === '' ? '' : `?${start}`}`] }
}

/** The query of an address without its uppermost sheet. */
export function withoutPanel(query: LocationQuery): LocationQuery {
  const { panel: _panel, ...rest } = query
  const panels = panelTexts(query).slice(0, -1)
  return panels.length === 0 ? rest : { ...rest, panel: panels }
}

const panelTexts = ({ panel }: LocationQuery): string[] =>
  [panel].flat().filter((text): text is string => typeof text === 'string')
