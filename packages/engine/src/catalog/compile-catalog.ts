import { compile } from '@tessera/formula'
import type { FormulaProblem } from '@tessera/formula'
import type { StoredDocument } from '@tessera/metadata'
import type { FieldTypeRegistry } from '../contract.js'
import { qualified } from '../storage/identifiers.js'
import type {
  Catalog,
  CatalogObject,
  CatalogProblem,
  CatalogRule,
  CatalogWorkspace,
  PhysicalName,
  Relation,
} from './catalog.js'
import { checkParts, namesRecords } from './check-parts.js'
import { cycleProblem } from './cycle-problem.js'
import { documentFields, systemFieldShells } from './field-shell.js'
import type { FieldShell, ShellWorld } from './field-shell.js'
import { scopeOf } from './formula-scope.js'
import type { ObjectShell, TypeWorld } from './formula-scope.js'
import { orderDefaults } from './order-defaults.js'
import { objectBodies } from './object-body.js'
import type { ObjectBody } from './object-body.js'
import { resolveTypes } from './resolve-types.js'

export interface CatalogInput {
  readonly workspace: CatalogWorkspace
  readonly revision: number
  readonly documents: ReadonlyMap<string, StoredDocument>
  readonly physical: readonly PhysicalName[]
  readonly fieldTypes: FieldTypeRegistry
  /** Keys of removed options, by object, field and option id: records may still hold them. */
  readonly hiddenOptions?: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/**
 * Compiles the documents of one revision. Formula texts may be in stored form (ids) or, for documents a person has just
 * sent, in key form: spans of problems then fit what the person wrote. A catalog with problems must not be published.
 */
export function compileCatalog(input: CatalogInput): { catalog: Catalog; problems: readonly CatalogProblem[] } {
  const bodies = objectBodies(input.documents.values())
  const problems: CatalogProblem[] = []
  const names = new Map(
    input.physical
      .filter((name) => !name.hidden)
      .map((name) => [`${name.objectId}/${name.partId}/${name.kind}`, name.name]),
  )
  const userObject = bodies.find((body) => body.key === 'user' && body.system === true)?.id ?? ''
  const world: ShellWorld = {
    fieldTypes: input.fieldTypes,
    userObject,
    column: (object, field) => names.get(`${object}/${field}/column`),
    hiddenOptions: (object, field) => input.hiddenOptions?.get(`${object}/${field}`) ?? new Map<string, string>(),
  }
  const shells = new Map(bodies.map((body) => [body.id, shellObject(body, world)]))
  const types: TypeWorld = { objects: shells, userObject, problems }
  resolveTypes(types)
  const objects = new Map(
    bodies.map((body) => [
      body.id,
      finishObject(body, types, names, input.workspace.schema, referencesTo(body.id, shells)),
    ]),
  )
  const catalog: Catalog = {
    workspace: input.workspace,
    revision: input.revision,
    documents: input.documents,
    objects,
    objectsByKey: new Map([...objects.values()].map((object) => [object.key, object])),
    userObject,
  }
  return { catalog, problems }
}

function shellObject(body: ObjectBody, world: ShellWorld): ObjectShell {
  const fields = [...systemFieldShells(body, world), ...documentFields(body, world)]
  return {
    body,
    fields,
    byId: new Map(fields.map((field) => [field.id, field])),
    byKey: new Map(fields.map((field) => [field.key, field])),
  }
}

function referencesTo(object: string, shells: ReadonlyMap<string, ObjectShell>): Relation[] {
  return [...shells.values()].flatMap((shell) =>
    shell.fields
      .filter((field) => !field.system && field.target === object)
      .map((field) => ({ object: shell.body.id, field: field.id })),
  )
}

function finishObject(
  body: ObjectBody,
  types: TypeWorld,
  names: ReadonlyMap<string, string>,
  schema: string,
  referencedBy: readonly Relation[],
): CatalogObject {
  const shell = types.objects.get(body.id)
  if (shell === undefined) throw new Error(`no shell of ${body.id}`)
  const report = reporter(types, body.id)
  compileDefaults(shell, types, report)
  const defaults = orderDefaults(shell.fields, (cycle) =>
    report(fieldPointer(body, cycle[0]?.id ?? '', 'default'), cycleProblem(cycle.map((field) => field.key))),
  )
  const tableName = names.get(`${body.id}//table`) ?? ''
  const object: CatalogObject = {
    id: body.id,
    key: body.key,
    label: body.label,
    system: body.system === true,
    table: tableName === '' ? '' : qualified(schema, tableName),
    tableName,
    fields: shell.fields,
    fieldsById: shell.byId,
    fieldsByKey: shell.byKey,
    titleField: titleFieldOf(body, shell),
    unique: (body.unique ?? []).map((unique) => ({
      id: unique.id,
      fields: unique.fields.flatMap((id) => shell.byId.get(id) ?? []),
      message: unique.message,
      indexName: names.get(`${body.id}/${unique.id}/unique`) ?? '',
    })),
    rules: compileRules(body, shell, types, report),
    defaults,
    referencedBy,
  }
  types.problems.push(...checkParts(object, body.titleField))
  return object
}

/** Without a title field in the document: the first field that names its record, else the first. */
function titleFieldOf(body: ObjectBody, shell: ObjectShell): FieldShell {
  const own = shell.fields.filter((field) => !field.system)
  const field = shell.byId.get(body.titleField ?? '') ?? own.find(namesRecords) ?? own[0] ?? shell.fields[0]
  if (field === undefined) throw new Error(`${body.key} has no fields`)
  return field
}

type Report = (pointer: string, problem: FormulaProblem) => void

function reporter(types: TypeWorld, documentId: string): Report {
  return (pointer, problem) => types.problems.push({ documentId, pointer, ...problem })
}

function fieldPointer(body: ObjectBody, fieldId: string, property: string): string {
  return `/fields/${body.fields.findIndex((field) => field.id === fieldId)}/${property}`
}

function compileDefaults(shell: ObjectShell, types: TypeWorld, report: Report): void {
  const scope = scopeOf(types, shell.body.id, { me: true, old: false })
  for (const body of shell.body.fields) {
    const field = shell.byId.get(body.id)
    if (field === undefined || body.default === undefined) continue
    const { expression, problems } = compile(body.default, scope, { type: field.formulaType })
    field.default = expression
    for (const problem of problems) report(fieldPointer(shell.body, field.id, 'default'), problem)
  }
}

function compileRules(body: ObjectBody, shell: ObjectShell, types: TypeWorld, report: Report): CatalogRule[] {
  const scope = scopeOf(types, body.id, { me: true, old: true })
  return (body.rules ?? []).flatMap((rule, index) => {
    const { expression, problems } = compile(rule.when, scope, { type: 'boolean' })
    for (const problem of problems) report(`/rules/${index}/when`, problem)
    if (expression === undefined) return []
    const field = rule.field === undefined ? undefined : shell.byId.get(rule.field)
    return [{ id: rule.id, key: rule.key, when: expression, field, message: rule.message }]
  })
}
