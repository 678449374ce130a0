import type { FieldCipher } from './encryption/field-cipher.js'
import type { ClientBase, Pool } from 'pg'
import type {
  ActionDefinitions,
  AggregateQuery,
  AuditEntry,
  AuditPage,
  AuditQuery,
  AuditVerdict,
  BatchAnswer,
  BatchRequest,
  Change,
  ChangeDetail,
  ChangePage,
  DraftAnswer,
  DraftPatch,
  DraftSaved,
  DuplicateMatches,
  ExportFormat,
  FileInfo,
  FieldProblem,
  FieldTypeDefinition,
  FieldTypeServer,
  HistoryPage,
  JobAnswer,
  JsonSchema,
  MergePreview,
  MergeRequest,
  Locale,
  Localized,
  NotificationPage,
  NotificationsRead,
  PersonalData,
  PersonalErased,
  Plan,
  RecordQuery,
  RecordStages,
  SecretChange,
  SecretEntry,
  SecretRequest,
  TemplateAction,
  TemplatePackage,
  TemplatePlan,
  TemplateRequest,
  TemplateResponse,
  TriggerDefinitions,
  Usage,
  WaitingField,
  WaitingPage,
  WaitingRetried,
  WireDocument,
} from '@tessera/metadata'
import type { AuditNote, AuditWho } from './audit/note-audit.js'
import type { AccessDoor } from './access/access-door.js'
import type { Exports } from './exports/exports-contract.js'
import type { Alongside, AutomationDoor, AutomationPort } from './automation-contract.js'

/**
 * The door of the engine: what the server, the automation package and tests may call. Every operation names its actor.
 *
 * Reads and writes give records as JSON text that PostgreSQL assembled, so that Node never builds the objects.
 */
export interface Engine {
  /** Creates what the engine keeps in the schema `platform`, and brings every workspace to today's layout. */
  migrate(): Promise<void>
  readonly workspaces: Workspaces
  readonly scratch: Scratch
  readonly documents: Documents
  readonly changes: Changes
  readonly drafts: Drafts
  readonly conversions: Conversions
  readonly records: Records
  readonly files: Files
  readonly jobs: Jobs
  readonly handOvers: HandOvers
  readonly templates: Templates
  readonly notifications: Notifications
  readonly audit: Audit
  readonly secrets: Secrets
  readonly personal: Personal
  /** Records as files. */
  readonly exports: Exports
  /** Rights themselves: who may do what, and why. */
  readonly access: AccessDoor
  /** What the automation package works through. */
  readonly automation: AutomationDoor
  /**
   * What happened to records after a position, oldest first, as far as the actor may see them and nothing earlier can still
   * come to light. Without `after` it gives the newest position and no events.
   */
  events(actor: Actor, query: EventQuery): Promise<EventPage>
  /**
   * What every workspace needs from time to time, safe in several processes at once: drops what was taken away 60 days ago, and
   * logs where documents and PostgreSQL disagree.
   */
  upkeep(): Promise<void>
  /** Waits for background work of this process to reach a safe point and stops it. The pool stays the caller's. */
  stop(): Promise<void>
}

export interface EngineOptions {
  readonly pool: Pool
  readonly fieldTypes: FieldTypeRegistry
  /** Seals cursors; 32 bytes, the same in all processes. */
  readonly secret: Uint8Array
  /** Seals the values of encrypted fields; 32 bytes, the same in all processes, kept outside the database. Default: one derived from `secret`. */
  readonly encryptionKey?: Uint8Array
  /** The one clock of the process; tests move it. */
  readonly clock?: () => Date
  readonly log?: EngineLog
  /** Actions by name. Absent: node types are not checked, and rules before saving do nothing. */
  readonly actions?: ActionDefinitions
  /** Triggers by name. Absent: what they ask for is not checked. */
  readonly triggers?: TriggerDefinitions
  /** Absent: runs are inserted all the same, and nobody is told. */
  readonly automation?: AutomationPort
  /** After every committed write of records and every publish, in memory. Must not throw and not block. */
  readonly onCommit?: (workspace: string) => void
  /** Records that one exported file may have, where it is less than the product allows. */
  readonly largestExports?: Readonly<Record<ExportFormat, number>>
  /** False: long work is left to other processes of the installation. Default: true. */
  readonly runsJobs?: boolean
}

/** What blocks gives: definitions and PostgreSQL sides by type name. */
export interface FieldTypeRegistry {
  readonly definitions: ReadonlyMap<string, FieldTypeDefinition>
  readonly servers: ReadonlyMap<string, FieldTypeServer>
  /** Seals the values of encrypted fields; the engine adds it. */
  readonly cipher?: FieldCipher
}

export interface EngineLog {
  info(details: object, message: string): void
  error(details: object, message: string): void
}

/** Who does it. There is no operation without one; `systemActor` must be asked for by name. */
export interface Actor {
  /** Id of the user record. */
  readonly id: string
  readonly name: string
  readonly workspace: string
  /** `administrator`, and ids of role documents. Without any, nothing may be seen. */
  readonly roles: readonly string[]
  readonly locale: Locale
  readonly through: Provenance
}

/** By which way a change came: kept in history. */
export interface Provenance {
  readonly kind: 'person' | 'token' | 'import' | 'workflow' | 'agent' | 'publish'
  readonly id?: string
  readonly title?: string
  /** Of workflows: the run that does it, how deep it is, and the person whose change began it all. */
  readonly run?: string
  readonly depth?: number
  readonly by?: string | null
}

/** Where a request came from, as the server itself knows it: for the audit log. */
export interface Origin {
  readonly address?: string | undefined
  readonly requestId?: string | undefined
}

export interface EventQuery {
  /** `next` of the page before. */
  readonly after?: string
  /** Keys of objects; all when absent. Ones the actor may not know are as if there were none. */
  readonly objects?: readonly string[]
  /** 1–1,000. */
  readonly limit: number
}

export interface RecordEvent {
  /** Position of the event: may be given as `after`. */
  readonly position: string
  /** Key of the object. */
  readonly object: string
  readonly id: string
  readonly version: number
  readonly op: 'create' | 'change' | 'delete' | 'restore'
}

export interface EventPage {
  readonly events: readonly RecordEvent[]
  /** Where to go on. */
  readonly next: string
  /** True: `after` is of another time or database; what happened since is not known. */
  readonly reset: boolean
}

export interface Workspaces {
  /** Makes the schema, its tables and the system documents (revision 1). Does nothing when the key exists. */
  create(input: { key: string; title: string; timeZone?: string; locale?: Locale }): Promise<void>
  list(): Promise<readonly WorkspaceInfo[]>
}

/** Workspaces to try something in: the documents of a real one, none of its records, and nobody else who knows them. */
export interface Scratch {
  /**
   * Makes a scratch workspace of the documents of `from` as they are today, with their ids. With the key of a template, what came with
   * it (and with those it needs) is called as the template calls it, whatever it is called today. There is one at a time for each workspace;
   * undefined while another process, or another part of this one, has it. One that a process leaves behind when it dies is dropped by the
   * next that opens one, by `migrate` and by `upkeep`. Errors: workspace.unknown, template.not_installed.
   */
  open(from: string, template?: string): Promise<ScratchWorkspace | undefined>
}

export interface ScratchWorkspace {
  /** To name it in actors. */
  readonly key: string
  /** Removes all records, people, runs and notifications; documents stay. Nothing else may be under way. */
  clear(): Promise<void>
  drop(): Promise<void>
}

export interface WorkspaceInfo {
  readonly key: string
  readonly title: string
  readonly timeZone: string
}

export interface Documents {
  revision(actor: Actor): Promise<number>
  list(actor: Actor, query: { kinds?: readonly string[] }): Promise<{ revision: number; documents: WireDocument[] }>
  get(actor: Actor, kind: string, key: string): Promise<{ revision: number; document: WireDocument }>
  usages(actor: Actor, kind: string, key: string, field?: string): Promise<{ usages: Usage[] }>
}

export interface ChangesInput {
  readonly base?: number
  readonly changes: readonly Change[]
}

export interface PublishInput extends ChangesInput {
  readonly message?: string
  readonly accept?: readonly string[]
  /** Version of the publisher's draft: it goes in the same transaction, unless it was saved again since. */
  readonly draft?: number
  /** Kept in the publishing transaction; see `IdempotencyKey`. */
  readonly idempotency?: IdempotencyKey
  readonly origin?: Origin
}

export interface UndoInput {
  readonly accept?: readonly string[]
  readonly origin?: Origin
  readonly idempotency?: IdempotencyKey
}

/** The same key and fingerprint give the same answer for 24 h, per actor and path: a repeated request has no further effect. */
export interface IdempotencyKey {
  readonly key: string
  readonly path: string
  /** Of the body. */
  readonly fingerprint: string
}

export interface PublishAnswer {
  readonly revision: number
  readonly plan: Plan
  readonly job?: string
  /** Of a template: what is told beside the plan. */
  readonly outline?: Omit<TemplatePlan, 'plan'>
  /** Nothing has changed yet: the job converts values of a big table first, and publishes then. Its result names the revision. */
  readonly pending?: true
}

export interface Changes {
  /** What would happen; writes nothing. */
  plan(actor: Actor, input: ChangesInput): Promise<Plan>
  publish(actor: Actor, input: PublishInput): Promise<PublishAnswer>
  /** What undoing a revision would do today; writes nothing. Errors: as of `undo`, but hazards are part of the plan. */
  planUndo(actor: Actor, revision: number): Promise<Plan>
  undo(actor: Actor, revision: number, input: UndoInput): Promise<PublishAnswer>
  list(actor: Actor, query: { limit?: number; after?: string }): Promise<ChangePage>
  get(actor: Actor, revision: number): Promise<ChangeDetail>
}

/** Values that a type change could not convert: kept as they were, to be looked at, and tried again. Administrators only. */
export interface Conversions {
  /** The fields of an object with values that wait. Errors: 403 access.denied, 404 document.not_found. */
  list(actor: Actor, object: string): Promise<readonly WaitingField[]>
  /** The values of one field, in the order of record ids. Errors: as of `list`, and request.bad_cursor. */
  waiting(actor: Actor, object: string, field: string, query: { limit?: number; after?: string }): Promise<WaitingPage>
  /**
   * Writes every value that the field takes by now into its record, as an ordinary change; with `createMissing` it first makes the
   * records that a lookup does not find by their titles. Errors: as of `list`, 422 convert.cannot_make.
   */
  retry(
    actor: Actor,
    object: string,
    field: string,
    options?: { readonly createMissing?: boolean },
  ): Promise<WaitingRetried>
}

/** What an administrator is designing and has not published: one draft per person and workspace. */
export interface Drafts {
  /** Version 0: there is none. */
  get(actor: Actor): Promise<DraftAnswer>
  /** Errors: 409 draft.conflict when the draft has another version, 422 draft.too_large. */
  save(actor: Actor, patch: DraftPatch): Promise<DraftSaved>
  /** Errors: 409 draft.conflict when a version is named and the draft has another. */
  discard(actor: Actor, version?: number): Promise<void>
}

/** What is known of a file when all its bytes are here. */
export interface FileFacts {
  readonly name: string
  /** Media type, decided by the content. */
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** Of the content, in hexadecimal. */
  readonly sha256: string
}

export interface StoredFile extends FileInfo {
  readonly sha256: string
}

/** Files by id: who may read them and when they go. Their bytes are kept by the caller, under the same ids. */
export interface Files {
  /**
   * Announces an upload and gives its id; nobody sees it before it is complete.
   * Errors: 403 access.denied, 429 file.waiting_limit.
   */
  begin(actor: Actor): Promise<string>
  /** All bytes are kept. Errors: request.busy when that took longer than an hour. */
  complete(actor: Actor, id: string, facts: FileFacts): Promise<FileInfo>
  /** Forgets an upload that did not come to its end; its bytes are removed already. */
  abandon(actor: Actor, id: string): Promise<void>
  /** A file the actor may read: held by a record and field they may read, or their own and never attached. Errors: 404 file.not_found. */
  get(actor: Actor, id: string): Promise<StoredFile>
  /** Ids whose bytes are to be removed now, at most 500; given again until they are forgotten. */
  release(workspace: string): Promise<readonly string[]>
  forget(workspace: string, ids: readonly string[]): Promise<void>
}

/** A record as JSON text, with its version for the ETag. */
export interface RecordAnswer {
  readonly id: string
  readonly version: number
  readonly json: string
}

export interface WriteOptions {
  /** From If-Match: refuse with record.changed (412) when the record has another version. */
  readonly ifMatch?: number
  /** Kept in the write's own transaction; see `IdempotencyKey`. */
  readonly idempotency?: IdempotencyKey
  /** For the audit log, where the write is noted there. */
  readonly origin?: Origin
  /** A rule that blocks likely duplicates lets this one pass. */
  readonly duplicates?: 'accept'
  /** Runs in the transaction of the write, just before its commit. A deadlock runs both again. */
  readonly alongside?: Alongside
}

export interface Records {
  query(actor: Actor, object: string, query: RecordQuery): Promise<RecordPage>
  get(actor: Actor, object: string, id: string, query?: { fields?: readonly string[] }): Promise<RecordAnswer>
  create(
    actor: Actor,
    object: string,
    values: Readonly<Record<string, unknown>>,
    options?: WriteOptions,
  ): Promise<RecordAnswer>
  update(
    actor: Actor,
    object: string,
    id: string,
    values: Readonly<Record<string, unknown>>,
    options?: WriteOptions,
  ): Promise<RecordAnswer>
  remove(actor: Actor, object: string, id: string, options?: WriteOptions): Promise<void>
  restore(actor: Actor, object: string, id: string, options?: WriteOptions): Promise<RecordAnswer>
  batch(
    actor: Actor,
    object: string,
    request: BatchRequest,
    options?: WriteOptions & { partial?: boolean },
  ): Promise<BatchAnswer>
  /**
   * What rows of a pasted table would say in fields, by their keys; writes nothing.
   * Errors: record.unknown_object, field.unknown.
   */
  cells(actor: Actor, object: string, rows: readonly Readonly<Record<string, string>>[]): Promise<readonly ReadCells[]>
  aggregate(actor: Actor, object: string, query: AggregateQuery): Promise<{ rowsJson: string }>
  /** JSON Schema 2020-12 of what the actor may write. */
  schema(actor: Actor, object: string): Promise<JsonSchema>
  /** JSON Schema 2020-12 of a record as the actor reads it. */
  recordSchema(actor: Actor, object: string): Promise<JsonSchema>
  history(actor: Actor, object: string, id: string, query: { limit?: number; after?: string }): Promise<HistoryPage>
  /** The stages a record goes through, and what each move would be refused with. */
  stages(actor: Actor, object: string, id: string): Promise<RecordStages>
  /**
   * Records that are probably the same as one that is being filled in (`id`: being changed). Records the actor may not read are only
   * counted. Errors: record.unknown_object, record.not_found, record.invalid for unknown fields.
   */
  duplicates(
    actor: Actor,
    object: string,
    question: { readonly values: Readonly<Record<string, unknown>>; readonly id?: string | undefined },
  ): Promise<DuplicateMatches>
  /** What a merge would move and what stands in its way; writes nothing. */
  previewMerge(actor: Actor, object: string, request: Pick<MergeRequest, 'keep' | 'merge'>): Promise<MergePreview>
  /**
   * Makes records part of another one, with all that points to them; gives the one that stays.
   * Errors: record.not_found, record.invalid, record.changed, merge.conflicts, merge.below, record.duplicate, record.overlaps.
   */
  merge(actor: Actor, object: string, request: MergeRequest, options?: WriteOptions): Promise<RecordAnswer>
  /**
   * Takes a merge into a record back, the newest or the named one; what was changed since stays as it is.
   * Errors: record.not_found, merge.not_found, merge.kept_in_bin, record.duplicate.
   */
  unmerge(actor: Actor, object: string, id: string, merge?: string, options?: WriteOptions): Promise<RecordAnswer>
}

/** One row of a pasted table: its values by field key, and what does not fit. */
export interface ReadCells {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldProblem[]
}

export interface RecordPage {
  /** A JSON array of records. */
  readonly recordsJson: string
  readonly next: string | null
  readonly count?: number
  readonly countIsEstimate?: boolean
}

export interface Jobs {
  get(actor: Actor, id: string): Promise<JobAnswer>
  abort(actor: Actor, id: string): Promise<JobAnswer>
}

/** `records` a person owns, their open `tasks`, the `people` who report to them, the `departments` they lead. */
export type HoldingKind = 'records' | 'tasks' | 'people' | 'departments'

/** What a person holds in one object. */
export interface Holding {
  /** Key of the object. */
  readonly object: string
  readonly label: Localized
  readonly kind: HoldingKind
  readonly count: number
}

/** Result of a job that hands over: what stayed where it was is refused by its own rules. */
export interface AssignResult {
  readonly handedOver: number
  readonly refused: number
  /** The first of the refused records. */
  readonly problems: readonly { object: string; id: string; title: string | null; problem: FieldProblem }[]
}

/** What people hold and hand over. For those who administer people: all records count, whether they may read them or not. */
export interface HandOvers {
  /** What a person holds; objects without anything are left out. Errors: 403 access.denied. */
  holdings(actor: Actor, person: string): Promise<readonly Holding[]>
  /**
   * Gives what a person holds to others: `heirOf` an object is the id of who gets it, undefined where it stays. It is a job, which up to
   * 500 records is over when this returns; undefined when there is nothing to do. Its result is an `AssignResult`.
   * Errors: 403 access.denied.
   */
  start(actor: Actor, person: string, heirOf: (object: string) => string | undefined): Promise<JobAnswer | undefined>
}

/** A template to be installed, upgraded or taken away. */
export interface TemplateOrder {
  readonly action: TemplateAction
  readonly key: string
  /** The package at hand; whoever calls has checked its form. Not needed to uninstall. */
  readonly package?: TemplatePackage | undefined
  readonly request: TemplateRequest
}

export interface TemplateCarryOut extends TemplateOrder {
  readonly message?: string
  readonly idempotency?: IdempotencyKey
  readonly origin?: Origin
}

/** A packed file that was brought into a workspace. */
export interface KeptTemplate {
  readonly key: string
  readonly version: string
  readonly at: Date
}

/** A template as a workspace has it. */
export interface TemplateStanding {
  readonly key: string
  readonly version: string
  readonly title: Localized
  readonly needs: readonly { readonly key: string; readonly version: string }[]
  readonly revision: number
  /** Instant. */
  readonly at: string
  /** Sample records that are still there, not in the bin. */
  readonly sample: number
  /** The same by today's key of their object. */
  readonly sampleLeft: readonly { readonly object: string; readonly records: number }[]
  /** The documents that came with it, as far as they are there, by kind and today's key. */
  readonly documents: readonly { readonly kind: string; readonly key: string; readonly label: Localized }[]
}

/**
 * Templates: documents and sample data that are installed together, upgraded by a three-way merge, and taken away together (decision
 * 0039). For whoever has the capability `templates`; roles among the documents are for administrators alone.
 */
export interface Templates {
  /** What would happen; writes nothing. Errors: as of `carryOut`, but hazards and conflicts are part of the plan. */
  plan(actor: Actor, order: TemplateOrder): Promise<TemplatePlan>
  /**
   * One revision that can be undone. With `sample` a job loads the sample data; installing what is installed in the same version loads
   * it alone.
   * Errors: 403 access.denied, 409 template.installed, template.not_installed, template.not_newer, template.needs, template.needed,
   * template.undecided (with the plan), 422 template.invalid with pointers into the package, 422 schema.hazards (with the plan), and those
   * of publishing.
   */
  carryOut(actor: Actor, order: TemplateCarryOut): Promise<TemplateResponse>
  /**
   * A job that puts the sample records of a template into the bin. Errors: 403 access.denied, 409 template.no_sample,
   * template.sample_at_work.
   */
  removeSample(actor: Actor, key: string, options?: { readonly origin?: Origin | undefined }): Promise<JobAnswer>
  /**
   * Keeps the packed file of a template for the workspace, in place of one of the same version; whoever calls has checked it.
   * Errors: 403 access.denied.
   */
  keep(
    actor: Actor,
    file: { readonly key: string; readonly version: string; readonly text: string },
    options?: { readonly origin?: Origin | undefined },
  ): Promise<void>
  /** Which files were kept for a workspace, and which text one of them has. `at` changes with it. */
  kept(workspace: string): Promise<readonly KeptTemplate[]>
  keptText(workspace: string, key: string, version: string): Promise<string | undefined>
  /** Everything that is installed. */
  installed(actor: Actor): Promise<readonly TemplateStanding[]>
}

/** What people were told: everybody their own. */
export interface Notifications {
  /** Newest first. Errors: request.bad_cursor. */
  list(actor: Actor, query: { limit?: number; after?: string; unread?: boolean }): Promise<NotificationPage>
  /** Ids that are not the actor's own have no effect. */
  markRead(actor: Actor, which: NotificationsRead): Promise<{ readonly unread: number }>
  /** How it stands with several people, by their ids: for the stream of events, which tells each only their own. */
  states(workspace: string, userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationState>>
  /** Tells a person something the platform itself has to say. */
  tell(workspace: string, notice: Notice): Promise<void>
}

/** Something a person is told, in their language. */
export interface Notice {
  readonly userId: string
  readonly title: string
  readonly text: string | null
}

export interface NotificationState {
  readonly unread: number
  readonly newest: string | null
}

/** The log of the actor's workspace, or that of the installation, for what belongs to none. */
export type AuditLogName = 'workspace' | 'installation'

/** Who did what: append-only, each line sealed with the one before (decision 0035). */
export interface Audit {
  /** Writes a line in a transaction of its own. */
  note(who: AuditWho, note: AuditNote): Promise<void>
  /** Writes a line in the caller's transaction: last, just before its commit. */
  noteWithin(client: Pick<ClientBase, 'query'>, who: AuditWho, note: AuditNote): Promise<void>
  /** For what is no transaction of ours: what cannot be noted is not done. See `aroundAudit`. */
  around<T>(who: AuditWho, work: (note: (note: AuditNote) => Promise<void>) => Promise<T>): Promise<T>
  /** Newest first. Errors: access.denied, request.bad_cursor, request.invalid_parameter. */
  list(
    actor: Actor,
    log: AuditLogName,
    query: AuditQuery & { readonly limit?: number; readonly after?: string },
  ): Promise<AuditPage>
  /** Every line that fits, page by page, newest first. Errors: as of `list`. */
  pages(actor: Actor, log: AuditLogName, query: AuditQuery): AsyncIterable<readonly AuditEntry[]>
  /** Whether the log is as it was written. Errors: access.denied. */
  verify(actor: Actor, log: AuditLogName): Promise<AuditVerdict>
}

export interface EraseOptions extends Pick<WriteOptions, 'idempotency' | 'origin'> {
  /** Instead of the marked fields these, by key, with what they hold afterwards; the caller notes it. For records of people. */
  readonly replace?: Readonly<Record<string, string | null>>
}

/** What data law asks for about one record. */
export interface Personal {
  /** Everything that is held about a record, as the actor may read it. Errors: as of reading a record. */
  data(actor: Actor, object: string, id: string, origin?: Origin): Promise<PersonalData>
  /**
   * Blanks the personal fields of a record, and every place their values are kept in beside; cannot be taken back.
   * Errors: access.denied, record.unknown_object, record.not_found, personal.no_fields.
   */
  erase(actor: Actor, object: string, id: string, options?: EraseOptions): Promise<PersonalErased>
  /** Calls a person by another name where the name itself is kept: the list of changes. */
  rename(workspace: string, person: string, name: string): Promise<void>
}

/** Secrets that requests of workflows carry: each has a name and one host. Kept by administrators, named by designers; nobody reads a value. */
export interface Secrets {
  list(actor: Actor): Promise<readonly SecretEntry[]>
  /** Errors: 409 secret.name_taken, 422 for host and value. */
  create(actor: Actor, request: SecretRequest, origin?: Origin): Promise<SecretEntry>
  /** Another host drops the value, unless one comes along. Errors: 404 secret.not_found, 422 for host and value. */
  change(actor: Actor, id: string, change: SecretChange, origin?: Origin): Promise<SecretEntry>
  /** Errors: 404 secret.not_found, 409 secret.in_use. */
  remove(actor: Actor, id: string, origin?: Origin): Promise<void>
  /**
   * The value of a secret, for whoever is about to send it to this very place.
   * Errors: secret.unknown, secret.wrong_host, secret.no_value, secret.sealed.
   */
  open(workspace: string, name: string, place: { readonly host: string; readonly port: number }): Promise<string>
}
