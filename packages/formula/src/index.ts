/**
 * The expression language: text → tree → types → JavaScript value, SQL or explanation. Pure, the same in browser and
 * server; imports nothing of ours. What lives where: `source/` text to tree · `check/` names and types · `evaluate/` the
 * JavaScript back end · `sql/` the PostgreSQL back end · `functions/` one file per function · `stored/` the form with ids
 * in place of keys · `explain/` plain words · `agreement/` the generated proof that both back ends agree.
 */
export type { AnyTarget, ExpressionClass, FormulaType, OptionRef } from './types/formula-type.js'
export { expressionClasses, widerClass } from './types/formula-type.js'
export type { FormulaProblem, LocalizedText, Span } from './types/formula-problem.js'
export type {
  Calendar,
  Environment,
  FieldPath,
  PathStep,
  PathVersion,
  RuntimeValue,
  WireValue,
} from './types/runtime-value.js'
export type { RuntimeBinding, SqlBinding, SqlContext, SqlFragment } from './types/sql-fragment.js'
export type { Scope, ScopeField } from './types/scope.js'
export type { Expression, TreeUse } from './types/expression.js'
export type { TypedNode } from './check/typed-node.js'
export type { FunctionDefinition, FunctionGroup } from './functions/define-function.js'
export type { Compiled, Wanted } from './compile.js'
export { compile } from './compile.js'
export { evaluate } from './evaluate/evaluate.js'
export { fromLocalMs, toLocalMs } from './evaluate/zone.js'
export { toSql } from './sql/to-sql.js'
export { functions } from './functions/index.gen.js'
export { plainTextOf, plainTextSql } from './functions/support/plain-text.js'
export { capitalsOfNumber } from './functions/support/rmb-capitals.js'
export { birthDateOf } from './functions/support/id-card.js'
export { isUsccCode } from './functions/support/uscc.js'
export { usageOf } from './check/resolve-call.js'
export type { Token } from './source/token.js'
export { keywords } from './source/token.js'
export { tokenize } from './source/tokenize.js'
export { nameOfKind, nameOfType } from './types/type-name.js'
export { formulaLimits } from './source/formula-limits.js'
export { toStored } from './stored/to-stored.js'
export { fromStored } from './stored/from-stored.js'
export type { StoredName, StoredNames } from './stored/from-stored.js'
export { storedReferences } from './stored/stored-references.js'
export type { StoredReferences } from './stored/stored-references.js'
export { explain } from './explain/explain.js'
export type { ExplainLabels } from './explain/explain.js'
