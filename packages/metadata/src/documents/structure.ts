import type { DocumentKind } from './document.js'

/**
 * What the documents of each kind are made of: which lists hold parts with ids, and which properties refer to something.
 *
 * This one table drives the assignment of ids, the translation between keys and ids, the reference index, and difference
 * and merge of change sets. A new property that refers to something is one line here.
 */
export interface DocumentStructure {
  readonly lists: readonly PartList[]
  readonly references: readonly ReferenceRule[]
}

/** A list whose members keep their identity when they move or change. */
export interface PartList {
  /** Name of the list property. */
  readonly list: string
  /**
   * What says that a part without an id is one that was there before: its key; a property that refers to fields or to an
   * option; its place in the list. `text`: the members are texts, each its own identity.
   */
  readonly match: 'key' | 'fields' | 'field' | 'option' | 'place' | 'text'
  /** Who chooses ids: we, from a hash; for options the key itself where that is free; the author (workflow nodes). */
  readonly ids: 'hash' | 'option' | 'author'
  readonly lists?: readonly PartList[]
}

/**
 * object, view, role: the document of that kind · field: a field of the root object · path: fields over lookups,
 * separated by dots, from the root object · sortPath: a path, perhaps with a hyphen in front · relation: `<object>.<field>` ·
 * option: an option of the field that `field` of an owner names · formula: a text of the expression language about a record
 * of the root object.
 */
export type ReferenceKind =
  'object' | 'view' | 'role' | 'field' | 'path' | 'sortPath' | 'relation' | 'option' | 'formula'

/**
 * Which object a field, path or formula is about: this document; `object` of the document, or of the nearest part around it; `object` of the
 * node's configuration, else of the document; the child of `relation`.
 */
export type ReferenceRoot = 'self' | 'document' | 'part' | 'config' | 'relation'

/**
 * What a formula must give: a truth; anything that can be written as text; a number; an instant or a day; a person or several;
 * a value of the field that `field` beside it names (of the object of the configuration).
 */
export type FormulaGives = 'boolean' | 'text' | 'number' | 'moment' | 'people' | 'field'

/** A property that refers to something. `at`: names from the document, `*` for the members of a list. */
export interface ReferenceRule {
  readonly at: readonly string[]
  readonly holds: ReferenceKind
  readonly root: ReferenceRoot
  /** Of formulas outside of objects. */
  readonly gives?: FormulaGives
}

function rule(at: string, holds: ReferenceKind, root: ReferenceRoot = 'self'): ReferenceRule {
  return { at: at.split('/'), holds, root }
}

function formula(at: string, root: ReferenceRoot, gives: FormulaGives = 'boolean'): ReferenceRule {
  return { at: at.split('/'), holds: 'formula', root, gives }
}

/** Texts that are their own identity: two people may add different ones. */
function texts(list: string): PartList {
  return { list, match: 'text', ids: 'author' }
}

/** Menu entries nest up to three levels; a fourth is refused by validation. */
const menuPrefixes = ['entries/*', 'entries/*/entries/*', 'entries/*/entries/*/entries/*']

const menuEntries: PartList = {
  list: 'entries',
  match: 'place',
  ids: 'hash',
  lists: [
    {
      list: 'entries',
      match: 'place',
      ids: 'hash',
      lists: [{ list: 'entries', match: 'place', ids: 'hash' }],
    },
  ],
}

/**
 * What configurations of workflow nodes refer to, whatever their type: a new action that refers to something uses these names.
 * Texts about the record that started the run have the root 'document', those about other records 'config'.
 */
const nodeConfigs: readonly ReferenceRule[] = [
  rule('object', 'object'),
  rule('field', 'field', 'document'),
  formula('when', 'document'),
  formula('title', 'document', 'text'),
  formula('text', 'document', 'text'),
  formula('url', 'document', 'text'),
  formula('body', 'document', 'text'),
  formula('headers/*/value', 'document', 'text'),
  formula('amount', 'document', 'number'),
  formula('until', 'document', 'moment'),
  formula('to/*', 'document', 'people'),
  rule('values/*/field', 'field', 'config'),
  formula('values/*/value', 'document', 'field'),
  rule('match/*/field', 'field', 'config'),
  formula('match/*/value', 'document', 'field'),
  formula('filter', 'config'),
  rule('sort/*', 'sortPath', 'config'),
].map((of) => ({ ...of, at: ['nodes', '*', 'config', ...of.at] }))

export const documentStructures: Readonly<Record<DocumentKind, DocumentStructure>> = {
  object: {
    lists: [
      {
        list: 'fields',
        match: 'key',
        ids: 'hash',
        lists: [
          { list: 'options', match: 'key', ids: 'option' },
          { list: 'contributions', match: 'place', ids: 'hash' },
          texts('targets'),
        ],
      },
      { list: 'unique', match: 'fields', ids: 'hash' },
      { list: 'rules', match: 'key', ids: 'hash' },
      {
        list: 'stages',
        match: 'key',
        ids: 'hash',
        lists: [
          {
            list: 'steps',
            match: 'option',
            ids: 'hash',
            lists: [texts('required'), { list: 'criteria', match: 'key', ids: 'hash' }, texts('moves')],
          },
        ],
      },
      { list: 'noOverlap', match: 'key', ids: 'hash' },
      { list: 'duplicates', match: 'key', ids: 'hash' },
    ],
    // Type-specific properties of fields keep these names whatever the type: a new type that refers to something uses them.
    references: [
      rule('titleField', 'field'),
      rule('fields/*/default', 'formula'),
      rule('fields/*/target', 'object'),
      rule('fields/*/targets/*', 'object'),
      rule('fields/*/formula', 'formula'),
      rule('fields/*/path', 'path'),
      rule('fields/*/contributions/*/when', 'formula'),
      rule('fields/*/relation', 'relation'),
      rule('fields/*/field', 'field', 'relation'),
      rule('fields/*/filter', 'formula', 'relation'),
      rule('fields/*/columns/*', 'field', 'relation'),
      rule('unique/*/fields/*', 'field'),
      rule('unique/*/when', 'formula'),
      rule('rules/*/when', 'formula'),
      rule('rules/*/field', 'field'),
      rule('stages/*/field', 'field'),
      rule('stages/*/when', 'formula'),
      rule('stages/*/since', 'field'),
      rule('stages/*/probability', 'field'),
      rule('stages/*/steps/*/option', 'option'),
      rule('stages/*/steps/*/required/*', 'field'),
      rule('stages/*/steps/*/criteria/*/formula', 'formula'),
      rule('stages/*/steps/*/criteria/*/field', 'field'),
      rule('stages/*/steps/*/moves/*', 'option'),
      rule('noOverlap/*/fields/*', 'field'),
      rule('noOverlap/*/from', 'field'),
      rule('noOverlap/*/to', 'field'),
      rule('noOverlap/*/when', 'formula'),
      rule('duplicates/*/fields/*/field', 'field'),
      rule('duplicates/*/when', 'formula'),
    ],
  },
  view: {
    lists: [texts('fields')],
    references: [
      rule('object', 'object'),
      rule('fields/*', 'path', 'document'),
      formula('filter', 'document'),
      rule('sort/*', 'sortPath', 'document'),
    ],
  },
  layout: {
    lists: [{ list: 'sections', match: 'place', ids: 'hash', lists: [{ list: 'items', match: 'field', ids: 'hash' }] }],
    references: [
      rule('object', 'object'),
      formula('sections/*/visibleWhen', 'document'),
      rule('sections/*/items/*/field', 'field', 'document'),
      formula('sections/*/items/*/visibleWhen', 'document'),
      formula('sections/*/items/*/requiredWhen', 'document'),
      formula('sections/*/items/*/readOnlyWhen', 'document'),
    ],
  },
  menu: {
    lists: [texts('roles'), menuEntries],
    references: [
      rule('roles/*', 'role'),
      ...menuPrefixes.flatMap((prefix) => [rule(`${prefix}/object`, 'object'), rule(`${prefix}/view`, 'view')]),
    ],
  },
  role: {
    lists: [
      texts('capabilities'),
      {
        list: 'grants',
        match: 'place',
        ids: 'hash',
        lists: [texts('actions'), { list: 'fields', match: 'field', ids: 'hash' }],
      },
    ],
    references: [
      rule('grants/*/object', 'object'),
      formula('grants/*/rows', 'part'),
      rule('grants/*/fields/*/field', 'field', 'part'),
    ],
  },
  workflow: {
    lists: [{ list: 'nodes', match: 'key', ids: 'author' }],
    references: [
      rule('object', 'object'),
      rule('trigger/watch/*', 'field', 'document'),
      formula('trigger/when', 'document'),
      ...nodeConfigs,
    ],
  },
  setting: { lists: [texts('holidays'), texts('workdays')], references: [] },
}
