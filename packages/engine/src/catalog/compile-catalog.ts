import { compile } from '@tessera/formula'
import { emptyOrganisation } from '../access/organisation.js'
import type { Expression, FormulaProblem } from '@tessera/formula'
import type { ActionDefinitions, StoredDocument } from '@tessera/metadata'
import type { FieldTypeRegistry } from '../contract.js'
import { qualified } from '../storage/identifiers.js'
import type {
  Catalog,
  CatalogLikeness,
  CatalogObject,
  CatalogOverlap,
  CatalogProblem,
  CatalogRule,
  CatalogUnique,
  CatalogWorkspace,
  PhysicalName,
  Relation,
} from './catalog.js'
import { likenessPart } from './likeness-part.js'
import { checkParts, namesRecords } from './check-parts.js'
import { compileDuplicates } from './compile-duplicates.js'
import { cycleProblem } from './cycle-problem.js'
import { documentFields, systemFieldShells } from './field-shell.js'
import type { FieldShell, ShellWorld } from './field-shell.js'
import { encryptedField, encryptedProblem } from '../encryption/seal-condition.js'
import { scopeOf } from './formula-scope.js'
import type { ObjectShell, TypeWorld } from './formula-scope.js'
import { compileStages } from './compile-stages.js'
import type { Report } from './compile-stages.js'
import { orderDefaults } from './order-defaults.js'
import { objectBodies, userObjectOf } from './object-body.js'
import type { ObjectBody } from './object-body.js'
import { withMembers } from './with-members.js'
import { resolveTypes } from './resolve-types.js'
import { searchedFields } from '../search/searched-fields.js'
import { closesCircle, outdatedObjects, takeOver } from './take-over.js'
import type { Earlier } from './take-over.js'

export interface CatalogInput {
  readonly workspace: CatalogWorkspace
  readonly revision: number
  readonly documents: ReadonlyMap<string, StoredDocument>
  readonly physical: readonly PhysicalName[]
  readonly fieldTypes: FieldTypeRegistry
  readonly actions?: ActionDefinitions | undefined
  /** Keys of removed options, by object, field and option id: records may still hold them. */
  readonly hiddenOptions?: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** A catalog of the same workspace: objects that would come out the same are taken from it as they are. */
  readonly earlier?: Earlier
}

export interface CompiledCatalog {
  readonly catalog: Catalog
  readonly problems: readonly CatalogProblem[]
}

/** After so many rounds of finding what else has changed, everything is compiled. */
const maxRounds = 4

/**
 * Compiles the documents of one revision. Formula texts may be in stored form (ids) or, for documents a person has just
 * sent, in key form: spans of problems then fit what the person wrote. A catalog with problems must not be published.
 */
export function compileCatalog(input: CatalogInput): CompiledCatalog {
  const { earlier } = input
  if (earlier === undefined) return compileObjects(input, new Map())
  const kept = takeOver(earlier, input.documents)
  for (let round = 1; round <= maxRounds && kept.size > 0; round += 1) {
    const compiled = compileObjects(input, kept)
    if (closesCircle(compiled.catalog, kept)) break
    const outdated = outdatedObjects(earlier.catalog, compiled.catalog, kept)
    if (outdated.length === 0) return compiled
    for (const id of outdated) kept.delete(id)
  }
  return compileObjects(input, new Map())
}

/** Compiles every object but those in `kept`. */
function compileObjects(input: CatalogInput, kept: ReadonlyMap<string, CatalogObject>): CompiledCatalog {
  const bodies = objectBodies(input.documents.values())
  const problems: CatalogProblem[] = []
  const names = new Map(
    input.physical
      .filter((name) => !name.hidden && !kept.has(name.objectId))
      .map((name) => [`${name.objectId}/${name.partId}/${name.kind}`, name.name]),
  )
  const sideTables = new Map(
    input.physical.flatMap((part) =>
      part.kind === 'search' && !part.hidden ? [[`${part.objectId}/${part.partId}`, part] as const] : [],
    ),
  )
  const userObject = userObjectOf(bodies)
  const world: ShellWorld = {
    fieldTypes: input.fieldTypes,
    userObject,
    column: (object, field) => names.get(`${object}/${field}/column`),
    linkTable: (object, field) => {
      const tableName = names.get(`${object}/${field}/links`) ?? ''
      return { tableName, table: tableName === '' ? '' : qualified(input.workspace.schema, tableName) }
    },
    hiddenOptions: (object, field) => input.hiddenOptions?.get(`${object}/${field}`) ?? none,
  }
  const shells = new Map(bodies.map((body) => [body.id, shellObject(body, kept.get(body.id), world)]))
  const reads = new Map(bodies.flatMap(({ id }) => (kept.has(id) ? [] : [[id, new Set<string>()] as const])))
  const types: TypeWorld = { objects: shells, userObject, problems, settled: kept, reads }
  resolveTypes(types)
  const references = referencesByTarget(shells)
  const objects = new Map(
    bodies.map((body) => {
      const known = kept.get(body.id)
      const referencedBy = references.get(body.id) ?? []
      const object =
        known === undefined
          ? withSideTables(
              finishObject(body, types, names, input.workspace.schema, referencedBy),
              sideTables.get(`${body.id}/`),
              sideTables.get(`${body.id}/${likenessPart}`),
              input.workspace.schema,
            )
          : withReferences(known, referencedBy)
      return [body.id, object]
    }),
  )
  const catalog: Catalog = {
    workspace: input.workspace,
    revision: input.revision,
    documents: input.documents,
    objects,
    objectsByKey: new Map([...objects.values()].map((object) => [object.key, object])),
    userObject,
    organisation: emptyOrganisation,
    actions: input.actions,
  }
  return { catalog, problems }
}

const none: ReadonlyMap<string, string> = new Map()

function shellObject(body: ObjectBody, kept: CatalogObject | undefined, world: ShellWorld): ObjectShell {
  if (kept !== undefined) return { body, fields: kept.fields, byId: kept.fieldsById, byKey: kept.fieldsByKey }
  const fields = [...systemFieldShells(body, world), ...documentFields(body, world)]
  return {
    body,
    fields,
    byId: new Map([...fields, ...withMembers(fields)].map((field) => [field.id, field])),
    byKey: new Map(fields.map((field) => [field.key, field])),
  }
}

/** The lookups that point to each object. */
function referencesByTarget(shells: ReadonlyMap<string, ObjectShell>): ReadonlyMap<string, readonly Relation[]> {
  const found = new Map<string, Relation[]>()
  for (const { fields } of shells.values()) {
    for (const { system, target, object, id } of withMembers(fields)) {
      if (system || target === undefined) continue
      const known = found.get(target)
      if (known === undefined) found.set(target, [{ object, field: id }])
      else known.push({ object, field: id })
    }
  }
  return found
}

/** The object itself when the same lookups point to it as before. */
function withReferences(object: CatalogObject, referencedBy: readonly Relation[]): CatalogObject {
  const before = object.referencedBy
  const isSame =
    before.length === referencedBy.length &&
    before.every(({ object: from, field }, at) => from === referencedBy[at]?.object && field === referencedBy[at].field)
  return isSame ? object : { ...object, referencedBy }
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
    tree: shell.fields.find(({ isTreeParent }) => isTreeParent),
    unique: compileUniques(body, shell, types, names, report),
    rules: compileRules(body, shell, types, report),
    stages: compileStages(body, shell, types, report),
    noOverlap: compileOverlaps(body, shell, types, report),
    defaults,
    referencedBy,
    reads: undefined,
    search: undefined,
    duplicates: compileDuplicates(body, shell, types, report),
    likeness: undefined,
  }
  types.problems.push(...checkParts(object, body.titleField))
  const isSound = types.problems.every(({ documentId }) => documentId !== body.id)
  return isSound ? { ...object, reads: types.reads.get(body.id) } : object
}

function withSideTables(
  object: CatalogObject,
  search: PhysicalName | undefined,
  likeness: PhysicalName | undefined,
  schema: string,
): CatalogObject {
  const named = ({ name }: PhysicalName): CatalogLikeness => ({ table: qualified(schema, name), tableName: name })
  return {
    ...object,
    search:
      search === undefined
        ? undefined
        : { ...named(search), fields: searchedFields(object, ({ column }) => column !== undefined) },
    likeness: likeness === undefined || object.duplicates.length === 0 ? undefined : named(likeness),
  }
}

/** Without a title field in the document: the first field that names its record, else the first. */
function titleFieldOf(body: ObjectBody, shell: ObjectShell): FieldShell {
  const own = shell.fields.filter((field) => !field.system)
  const field = shell.byId.get(body.titleField ?? '') ?? own.find(namesRecords) ?? own[0] ?? shell.fields[0]
  if (field === undefined) throw new Error(`${body.key} has no fields`)
  return field
}

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
    const fieldOf = (object: string, id: string): FieldShell | undefined => types.objects.get(object)?.byId.get(id)
    const sealed = expression === undefined || field.encrypted ? undefined : encryptedField(expression, fieldOf)
    if (sealed !== undefined) report(fieldPointer(shell.body, field.id, 'default'), encryptedProblem(sealed.label))
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

function compileUniques(
  body: ObjectBody,
  shell: ObjectShell,
  types: TypeWorld,
  names: ReadonlyMap<string, string>,
  report: Report,
): CatalogUnique[] {
  return (body.unique ?? []).map((unique, index) => ({
    id: unique.id,
    fields: unique.fields.flatMap((id) => shell.byId.get(id) ?? []),
    when: compileOwn(unique.when, body, types, (problem) => report(`/unique/${index}/when`, problem)),
    message: unique.message,
    indexName: names.get(`${body.id}/${unique.id}/unique`) ?? '',
  }))
}

/** A condition over the fields of the record alone, whoever asks and whenever. */
function compileOwn(
  text: string | undefined,
  body: ObjectBody,
  types: TypeWorld,
  report: (problem: FormulaProblem) => void,
): Expression | undefined {
  if (text === undefined) return undefined
  const scope = scopeOf(types, body.id, { me: false, old: false })
  const { expression, problems } = compile(text, scope, { type: 'boolean', maxClass: 'record' })
  problems.forEach(report)
  const fieldOf = (object: string, id: string): FieldShell | undefined => types.objects.get(object)?.byId.get(id)
  const sealed = expression === undefined ? undefined : encryptedField(expression, fieldOf)
  if (sealed !== undefined) report(encryptedProblem(sealed.label))
  return expression
}

function compileOverlaps(body: ObjectBody, shell: ObjectShell, types: TypeWorld, report: Report): CatalogOverlap[] {
  return (body.noOverlap ?? []).flatMap((overlap, index) => {
    const { id, key, message } = overlap
    const [from, to] = [shell.byId.get(overlap.from), shell.byId.get(overlap.to)]
    const fields = (overlap.fields ?? []).flatMap((field) => shell.byId.get(field) ?? [])
    const when = compileOwn(overlap.when, body, types, (problem) => report(`/noOverlap/${index}/when`, problem))
    return from === undefined || to === undefined ? [] : [{ id, key, fields, from, to, when, message }]
  })
}
