/**
 * A template: documents, sample data and scenarios that make a starting point for a workspace. In a folder it is many small files
 * (`template.json`, `documents/<kind>/<key>.json`, `data/<object>.csv`, `scenarios/<key>.json`); packed it is one JSON file of the
 * shape `TemplatePackage`. Plain JSON has no paths that lead elsewhere and nothing that unfolds: what is too large is seen at once.
 */
import type { WireDocument } from '../documents/document.js'
import type { Localized } from '../text/localized.js'

/** The version of the shape below. A package with a higher one is refused: it was made by a newer Tessera. */
export const templateFormat = 1

/** Bytes of a packed template, at most. */
export const largestTemplate = 20 * 1024 * 1024

export interface TemplatePackage {
  readonly format: number
  readonly manifest: TemplateManifest
  /** As people write them, keys for references. A packed template names the ids of all parts; a folder need not. */
  readonly documents: readonly WireDocument[]
  readonly data: readonly SampleTable[]
  readonly scenarios: readonly TemplateScenario[]
}

/** `template.json`: what the template is. A file of the template, not a document of a workspace. */
export interface TemplateManifest {
  readonly key: string
  /** Three numbers, '1.4.0'. */
  readonly version: string
  readonly title: Localized
  readonly summary: Localized
  /** Name of an icon of the product's family. */
  readonly icon?: string
  /** Shown in groups: 'sales', 'manufacturing', 'education', 'service' … */
  readonly group?: string
  /** Templates it stands on: each in this version or a later one with the same first number. */
  readonly needs?: readonly { readonly key: string; readonly version: string }[]
  /** What is asked when it is installed. Answers stand for `ask.<key>` in sample data. */
  readonly asks?: readonly TemplateAsk[]
  /** Key of the view of the template that whoever installs it sees first, where their menu leads there. */
  readonly opens?: string
  /**
   * Parts that had another key in an earlier version: path of today → key then. A path is the kind, the document and, within it, lists and
   * keys: `object/account`, `object/account/fields/level`, `object/account/fields/level/options/a`.
   */
  readonly formerKeys?: Readonly<Record<string, string>>
  /** What is new in this version. */
  readonly notes?: Localized
}

export interface TemplateAsk {
  readonly key: string
  /** A person of the workspace; whoever installs when nothing is answered. */
  readonly type: 'user'
  readonly label: Localized
  readonly help?: Localized
}

/**
 * Sample records of one object as CSV (RFC 4180, UTF-8, a header). The column `#` names each row for others to point to; other columns are
 * keys of fields. A cell of a lookup is the name of a row of its target; of a person `ask.<key>` or `me`; of several values they are
 * joined with `;`. Dates may stand as days from the day of installation, `D-30` or `D+7`, moments as `D-30 14:20`. An empty cell is blank.
 */
export interface SampleTable {
  readonly object: string
  readonly csv: string
}

/** "Works when …", carried out: given people and records, when this happens, then that. Each runs in a workspace of its own. */
export interface TemplateScenario {
  readonly key: string
  /** The sentence it shows. */
  readonly label: Localized
  /** Rows of the list of capabilities it proves. */
  readonly capabilities?: readonly number[]
  /** Names that steps use for people, and what they are. Who does a step without `by` is an administrator. */
  readonly people?: Readonly<Record<string, ScenarioPerson>>
  readonly steps: readonly ScenarioStep[]
}

export interface ScenarioPerson {
  /** Keys of roles. */
  readonly roles: readonly string[]
  /** Name of another person of the scenario. */
  readonly manager?: string
}

/**
 * One step. Values are those of the API; a text `@name` stands for the record or person of that name, and in fields of dates `D+3` for
 * a day from the one on which the scenario begins. `refused` says that the step must be refused, and how; without it the step must
 * succeed. After each step all workflows it started have come to their end or to a wait.
 */
export type ScenarioStep =
  | {
      readonly create: string
      readonly as?: string
      readonly by?: string
      readonly values: Readonly<Record<string, unknown>>
      readonly refused?: ScenarioRefusal
    }
  | {
      readonly change: string
      readonly by?: string
      readonly values: Readonly<Record<string, unknown>>
      readonly refused?: ScenarioRefusal
    }
  | { readonly delete: string; readonly by?: string; readonly refused?: ScenarioRefusal }
  /** Time goes by: '3d', '2h', '30m'. What is due meanwhile is done. */
  | { readonly wait: string }
  /** The record as the person reads it. A computed number is written as a text, as the API gives it. */
  | { readonly expect: string; readonly by?: string; readonly values: Readonly<Record<string, unknown>> }
  /** The person does not find the record; it is as if there were none. */
  | { readonly hidden: string; readonly by: string }
  /** How many records the person sees. */
  | { readonly count: string; readonly by?: string; readonly filter?: string; readonly is: number }
  /** The person was told something with this in its title. */
  | { readonly told: string; readonly title: string; readonly times?: number }

/** What a refusal must name; what is absent is not compared. */
export interface ScenarioRefusal {
  /** Code of the problem: 'record.rule', 'access.denied'. */
  readonly code?: string
  /** Key of a field. */
  readonly field?: string
  /** A piece of the sentence in zh-CN. */
  readonly message?: string
}
