/**
 * @tessera/metadata: what the product is made of, as data. Documents with their schemas and checks, the contract of field
 * types, the problem table, the algebra of change sets, the reference index, and the shapes the HTTP API carries.
 *
 * Everything here is pure: no database, no clock, no I/O. Formulas inside documents are type-checked by the engine, which
 * alone knows a catalog.
 */
export { locales, localize, isTexts, type Locale, type Localized, type Texts } from './text/localized.js'

export {
  defineFieldType,
  defineFieldTypeServer,
  type ColumnDefinition,
  type ColumnType,
  type CellNumber,
  type FieldContext,
  type FieldKind,
  type FieldTypeDefinition,
  type FieldTypeGroup,
  type FieldTypeServer,
  type FileLimits,
  type ParseResult,
  type ServerFieldContext,
  type StorageValue,
} from './extensions/define-field-type.js'
export {
  defineAction,
  defineTrigger,
  type ActionDefinition,
  type ActionDefinitions,
  type ActionGroup,
  type ActionPort,
  type SentenceNames,
  type TriggerDefinition,
  type TriggerDefinitions,
} from './extensions/define-action.js'
export {
  defineActionServer,
  type ActionCommand,
  type ActionContext,
  type ActionServer,
  type FieldValue,
  type FindRecordsCommand,
  type NotifyCommand,
  type RecordCommand,
  type RequestCommand,
} from './extensions/define-action-server.js'
export type { JsonSchema } from './extensions/json-schema.js'
export { fieldOfPart, partOfTarget } from './extensions/part-of-target.js'
export { schemaAnnotations } from './extensions/schema-annotations.js'

export { AppError, isAppError, type AppErrorExtras } from './errors/app-error.js'
export type { Acts } from './errors/define-problem.js'
export { fieldProblemOf, localizeFieldProblem, makeFieldProblem, type FieldProblem } from './errors/field-problem.js'
export {
  describeProblem,
  hintOfProblem,
  isProblemCode,
  problemDefinition,
  problems,
  type AnyProblem,
  type DetailArguments,
  type ProblemCode,
  type ProblemDetails,
} from './errors/problems.js'
export { toProblemBody, type ProblemBody } from './errors/to-problem-body.js'

export { shownText } from './text/shown-text.js'
export { findTextFault, isStorableText, normalizeJson, normalizeText, type TextFault } from './text/normalize-text.js'
export { nearest } from './text/nearest.js'
export { toPointer, type JsonPath } from './text/json-pointer.js'

export {
  documentKinds,
  isDocumentKind,
  type DocumentKind,
  type StoredDocument,
  type WireDocument,
} from './documents/document.js'
export type {
  CalendarSetting,
  DuplicatesDocument,
  FieldDocument,
  LayoutDocument,
  LayoutItem,
  LayoutSection,
  MenuDocument,
  MenuEntry,
  ObjectDocument,
  RoleDocument,
  RoleGrant,
  NoOverlapDocument,
  CriterionDocument,
  RuleDocument,
  StageDocument,
  StageSetDocument,
  SettingDocument,
  UniqueDocument,
  ViewDocument,
  WorkflowDocument,
  WorkflowNode,
  WorkflowTrigger,
  WorkspaceSetting,
} from './documents/types.gen.js'
export { documentSchemas } from './documents/schemas.gen.js'
export { fillDefaults } from './documents/fill-defaults.js'
export {
  isKeyword,
  isReservedFieldKey,
  keyPattern,
  keywords,
  ruleKeyPattern,
  systemFieldKeys,
} from './documents/keys.js'
export { mapReferences, type AnyDocument } from './documents/reference-places.js'
export { validateDocument, type ValidateOptions } from './documents/validate-document.js'
export type { FieldTypes } from './documents/checks/check-object.js'
export {
  documentStructures,
  type DocumentStructure,
  type FormulaGives,
  type PartList,
  type ReferenceKind,
  type ReferenceRule,
} from './documents/structure.js'

export { fieldBeside, fieldOfOption, referencePlaces, type ReferencePlace } from './documents/reference-places.js'
export { unreachableNodes } from './documents/checks/unreachable-nodes.js'

export {
  assignIds,
  type AssignIdsInput,
  type AssignIdsResult,
  type IdentifiedDocument,
  type Rename,
} from './stored/assign-ids.js'
export type { Hash } from './stored/derive-id.js'
export {
  createResolver,
  type ReferenceResolver,
  type ResolvedField,
  type ResolverInput,
} from './stored/reference-resolver.js'
export { mapFormulas, toStoredDocument, type StoreFormula } from './stored/to-stored-document.js'
export { toWireDocument, type DocumentNames, type TodaysName } from './stored/to-wire-document.js'

export {
  auditActions,
  auditGroups,
  type AuditAction,
  type AuditActionDefinition,
  type AuditDetails,
} from './audit/audit-actions.js'

export type * from './api/audit.js'
export type * from './api/access.js'
export type * from './api/automation.js'
export type * from './api/conversions.js'
export type * from './api/documents.js'
export * from './api/drafts.js'
export type * from './api/exports.js'
export * from './api/files.js'
export type * from './api/identity.js'
export type * from './api/notifications.js'
export type * from './api/personal.js'
export type * from './api/records.js'
export type * from './api/secrets.js'
export type * from './api/stages.js'
export type * from './api/duplicates.js'
export type * from './api/merges.js'

export type { ChangeSet, DocumentChange, DocumentSet, Member, PartPath } from './changes/change-set.js'
export { applyChanges } from './changes/apply-changes.js'
export { diff } from './changes/diff.js'
export { invert } from './changes/invert.js'
export { isEqualJson } from './changes/is-equal-json.js'
export { merge3, type MergeConflict, type MergeResult } from './changes/merge3.js'

export {
  buildReferenceIndex,
  usagesOf,
  type ReferenceIndex,
  type ReferenceUsage,
  type UsageSource,
  type UsageTarget,
} from './references/reference-index.js'

export {
  largestTemplate,
  templateFormat,
  type SampleTable,
  type ScenarioPerson,
  type ScenarioRefusal,
  type ScenarioStep,
  type TemplateAsk,
  type TemplateManifest,
  type TemplatePackage,
  type TemplateScenario,
} from './templates/template.js'
export { dayFrom, readSampleDate, type SampleDate } from './templates/sample-date.js'
export { readSampleTable, rowNameColumn, type ReadSampleTable, type SampleRow } from './templates/sample-table.js'
export { cellNames, findRow } from './templates/check-cell.js'
export { orderTables, type LinkedTable } from './templates/sample-order.js'
export { placeDocuments, type PlacedDocument, type PlacedDocuments } from './templates/extend-documents.js'
export {
  checkPackage,
  documentsBeside,
  neededPackages,
  parsePackage,
  type PackageChecks,
} from './templates/check-package.js'
export {
  packFolder,
  printPackage,
  type FolderProblem,
  type PackedFolder,
  type PackOptions,
} from './templates/pack-folder.js'
export { diffPackages, type PackageChange } from './templates/diff-packages.js'
export { hashFor, identifyDocuments } from './templates/identify-documents.js'
export { compareVersions, meetsVersion } from './templates/versions.js'
export type {
  InstalledTemplate,
  ScenarioReport,
  ScenarioResult,
  TakenKey,
  TemplateAction,
  TemplateChange,
  TemplateCheck,
  TemplateConflict,
  TemplateCounts,
  TemplateDetail,
  TemplateEntry,
  TemplatePlan,
  TemplateRequest,
  TemplateResponse,
} from './api/templates.js'
