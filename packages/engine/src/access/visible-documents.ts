import { storedReferences } from '@tessera/formula'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { systemFields } from '../catalog/system-fields.js'
import type { FieldBody, ObjectBody, StageSetBody } from '../catalog/object-body.js'
import { nobodyAccess } from './access.js'
import type { Access } from './access.js'
import type { Actor } from '../contract.js'
import { rolesOf } from './role-documents.js'

interface LayoutBody extends StoredDocument {
  readonly object: string
  readonly sections: readonly LayoutSection[]
}

interface LayoutSection {
  readonly visibleWhen?: string
  readonly items: readonly LayoutItem[]
}

interface LayoutItem {
  readonly field: string
  readonly visibleWhen?: string
  readonly requiredWhen?: string
  readonly readOnlyWhen?: string
}

interface MenuBody extends StoredDocument {
  /** Ids. */
  readonly roles?: readonly string[]
  readonly entries: readonly MenuEntry[]
}

interface MenuEntry {
  readonly object?: string
  readonly view?: string
  readonly entries?: readonly MenuEntry[]
}

interface ViewBody extends StoredDocument {
  readonly object: string
  /** Paths of field ids. */
  readonly fields: readonly string[]
  readonly filter?: string
  readonly sort?: readonly string[]
}

/**
 * The documents of a workspace as somebody may see them: modules they see, without the fields that are hidden from them and without what
 * speaks of these; views and layouts of such modules; menus of their roles, as far as they lead there; settings. Roles and workflows
 * are for those who design.
 */
export function visibleDocuments(
  catalog: Catalog,
  access: Access,
  actor: Pick<Actor, 'roles'>,
): readonly StoredDocument[] {
  const documents = [...catalog.documents.values()]
  if (access.isWhole) return documents
  if (access === nobodyAccess) return []
  const screen = new Screen(catalog, access, new Set(rolesOf(catalog, actor).map(({ id }) => id)))
  return documents.flatMap((document) => screen.shown(document) ?? [])
}

class Screen {
  readonly #hidden: ReadonlySet<string>

  constructor(
    private readonly catalog: Catalog,
    private readonly access: Access,
    private readonly roles: ReadonlySet<string>,
  ) {
    this.#hidden = new Set(
      [...catalog.objects.values()].flatMap(({ fields }) =>
        fields.flatMap((field) => (field.system || access.shows(field) ? [] : [field.id])),
      ),
    )
  }

  shown(document: StoredDocument): StoredDocument | undefined {
    switch (document.kind) {
      case 'object':
        return this.#seen(document.id) === undefined ? undefined : this.#object(document as unknown as ObjectBody)
      case 'view':
        return this.#seen(document.object) === undefined ? undefined : this.#view(document as ViewBody)
      case 'layout':
        return this.#seen(document.object) === undefined ? undefined : this.#layout(document as LayoutBody)
      case 'menu':
        return this.#menu(document as MenuBody)
      case 'setting':
        return document
      default:
        return undefined
    }
  }

  #seen(id: unknown): CatalogObject | undefined {
    const object = this.catalog.objects.get(String(id))
    return object !== undefined && this.access.sees(object) ? object : undefined
  }

  #isHidden(field: string): boolean {
    return this.#hidden.has(field)
  }

  #speaksOfHidden(formula: string | undefined): boolean {
    return formula !== undefined && storedReferences(formula).fields.some((field) => this.#isHidden(field))
  }

  #object(body: ObjectBody): StoredDocument {
    const shown = (field: string): boolean => !this.#isHidden(field)
    const ruled = { when: (when: string | undefined) => !this.#speaksOfHidden(when) }
    const title = body.titleField !== undefined && !shown(body.titleField)
    const { titleField, ...rest } = body
    return {
      ...rest,
      ...(title || titleField === undefined ? {} : { titleField }),
      fields: body.fields.filter(({ id }) => shown(id)).map((field) => this.#field(field)),
      ...kept('unique', body.unique, ({ fields, when }) => fields.every(shown) && ruled.when(when)),
      ...kept('rules', body.rules, ({ when, field }) => ruled.when(when) && (field === undefined || shown(field))),
      ...kept(
        'noOverlap',
        body.noOverlap,
        ({ fields = [], from, to, when }) => [...fields, from, to].every(shown) && ruled.when(when),
      ),
      ...kept(
        'duplicates',
        body.duplicates,
        ({ fields, when }) => fields.every(({ field }) => shown(field)) && ruled.when(when),
      ),
      ...(body.stages === undefined ? {} : { stages: body.stages.flatMap((set) => this.#stages(set) ?? []) }),
    } as unknown as StoredDocument
  }

  /** A default that reads what is hidden is the server's to find. */
  #field(field: FieldBody): FieldBody {
    if (!this.#speaksOfHidden(field.default)) return field
    const { default: _, ...rest } = field
    return rest as FieldBody
  }

  #stages(set: StageSetBody): StageSetBody | undefined {
    if (this.#isHidden(set.field) || this.#speaksOfHidden(set.when)) return undefined
    const { since, probability, ...rest } = set
    const shown = (field: string | undefined): field is string => field !== undefined && !this.#isHidden(field)
    return {
      ...rest,
      ...(shown(since) ? { since } : {}),
      ...(shown(probability) ? { probability } : {}),
      steps: set.steps.map((step) => ({
        ...step,
        ...kept('required', step.required, shown),
        ...kept(
          'criteria',
          step.criteria,
          ({ formula, field }) => !this.#speaksOfHidden(formula) && (field === undefined || shown(field)),
        ),
      })),
    }
  }

  /** Whose else it is, and where it leads others, is nothing to its reader. */
  #menu(menu: MenuBody): MenuBody | undefined {
    const roles = menu.roles?.filter((role) => this.roles.has(role))
    if (roles?.length === 0) return undefined
    return {
      ...menu,
      ...(roles === undefined ? {} : { roles }),
      entries: menu.entries.flatMap((one) => this.#entry(one)),
    }
  }

  #entry(entry: MenuEntry): readonly MenuEntry[] {
    if (entry.object !== undefined && this.#seen(entry.object) === undefined) return []
    const view = entry.view === undefined ? undefined : this.catalog.documents.get(entry.view)
    if (view !== undefined && this.shown(view) === undefined) return []
    if (entry.entries === undefined) return [entry]
    const entries = entry.entries.flatMap((one) => this.#entry(one))
    return entries.length === 0 ? [] : [{ ...entry, entries }]
  }

  /** A view that filters by what is hidden would show other records than it says: it is not for them. */
  #view(view: ViewBody): ViewBody | undefined {
    if (this.#speaksOfUncompared(view)) return undefined
    const isShown = (path: string): boolean => path.split('.').every((field) => !this.#isHidden(field))
    const compared = (path: string): boolean =>
      path
        .replace(/^-/, '')
        .split('.')
        .every((field) => this.#isCompared(field))
    const { sort, ...rest } = view
    const order = sort?.filter(compared)
    return {
      ...rest,
      fields: view.fields.filter(isShown),
      ...(order === undefined || order.length === 0 ? {} : { sort: order }),
    } as ViewBody
  }

  #speaksOfUncompared({ filter }: ViewBody): boolean {
    return filter !== undefined && storedReferences(filter).fields.some((field) => !this.#isCompared(field))
  }

  /** In clear somewhere: filters and orders may name it. */
  #isCompared(id: string): boolean {
    if (isSystemKey(id)) return true
    for (const { fieldsById } of this.catalog.objects.values()) {
      const field = fieldsById.get(id)
      if (field !== undefined) return this.access.reads(field)
    }
    return false
  }

  #layout(layout: LayoutBody): LayoutBody {
    return {
      ...layout,
      sections: layout.sections.map((section) => ({
        ...this.#withoutConditions(section, ['visibleWhen']),
        items: section.items
          .filter(({ field }) => !this.#isHidden(field))
          .map((item) => this.#withoutConditions(item, ['visibleWhen', 'requiredWhen', 'readOnlyWhen'])),
      })),
    } as LayoutBody
  }

  /** A condition on what is hidden is the server's: the screen does without. */
  #withoutConditions<T extends object>(part: T, names: readonly string[]): T {
    return Object.fromEntries(
      Object.entries(part).filter(
        ([name, value]) =>
          !names.includes(name) || !this.#speaksOfHidden(typeof value === 'string' ? value : undefined),
      ),
    ) as T
  }
}

/** System fields have their keys as ids, the same in every object; they are always read. */
const systemKeys: ReadonlySet<string> = new Set(systemFields.map(({ key }) => key))
const isSystemKey = (id: string): boolean => systemKeys.has(id)

function kept<N extends string, T>(
  name: N,
  list: readonly T[] | undefined,
  isKept: (part: T) => boolean,
): Partial<Record<N, readonly T[]>> {
  return list === undefined ? {} : ({ [name]: list.filter(isKept) } as unknown as Partial<Record<N, readonly T[]>>)
}
