import { isEqualJson } from '@tessera/metadata'
import type { Change, TemplatePackage, TemplateRequest, TemplateResponse, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { Actor, Engine, TemplateCarryOut } from '../contract.js'
import { testAdmin } from '../engine.testing.js'

export type Json = Record<string, unknown>

/** A document that tests change in place. */
export interface DraftDocument {
  readonly kind: string
  key: string
  [property: string]: unknown
}

/** A package as tests hand it in. */
export function templatePackage(
  key: string,
  version: string,
  documents: readonly object[],
  more: Partial<TemplatePackage['manifest']> & Partial<Pick<TemplatePackage, 'data'>> = {},
): TemplatePackage {
  const { data = [], ...manifest } = more
  return {
    format: 1,
    manifest: { key, version, title: { 'zh-CN': key, en: key }, summary: key, ...manifest },
    documents: structuredClone(documents) as unknown as WireDocument[],
    data,
    scenarios: [],
  }
}

/** Carries out what is wanted, accepting every warning. */
export async function carryOut(
  engine: Engine,
  order: Omit<TemplateCarryOut, 'request' | 'key'> & { key?: string; request?: TemplateRequest; by?: Actor },
): Promise<TemplateResponse> {
  const { by = testAdmin, request = {}, ...rest } = order
  const key = rest.key ?? rest.package?.manifest.key ?? ''
  const { plan } = await engine.templates.plan(by, { ...rest, key, request })
  const accept = plan.hazards.filter(({ severity }) => severity === 'warn').map(({ id }) => id)
  return engine.templates.carryOut(by, { ...rest, key, request: { ...request, accept } })
}

/** Every document of the workspace and how its templates stand, byte for byte as PostgreSQL keeps them. */
export async function configurationText(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ text: string }>(
    `SELECT body::text AS text FROM ws_main.document_versions WHERE until IS NULL ORDER BY kind, key, document_id`,
  )
  const states = await pool.query<{ text: string }>(
    `SELECT concat(key, ' ', installed::text) AS text FROM
       (SELECT DISTINCT ON (key) key, installed FROM ws_main.templates ORDER BY key, revision DESC) AS newest
     WHERE installed IS NOT NULL ORDER BY key`,
  )
  return [...rows, ...states.rows].map(({ text }) => text).join('\n')
}

/** What the customer does by hand: today's documents, changed and published, every warning accepted. */
export async function customise(
  engine: Engine,
  edit: (of: (name: string) => DraftDocument) => void,
  more: readonly Change[] = [],
): Promise<number> {
  const { documents } = await engine.documents.list(testAdmin, {})
  const changed = edited(documents, edit).filter((each, at) => !isEqualJson(each, documents[at]))
  const puts = changed.map((document): Change => ({ op: 'put', document: document as unknown as WireDocument }))
  return publishAll(engine, [...puts, ...more])
}

/** Publishes changes, every warning accepted. */
export async function publishAll(engine: Engine, changes: readonly Change[]): Promise<number> {
  const { hazards } = await engine.changes.plan(testAdmin, { changes })
  const accept = hazards.map(({ id }) => id)
  return (await engine.changes.publish(testAdmin, { changes, accept })).revision
}

/** Undoes a revision, every warning accepted. */
export async function undo(engine: Engine, revision: number): Promise<number> {
  const { hazards } = await engine.changes.planUndo(testAdmin, revision)
  const accept = hazards.map(({ id }) => id)
  return (await engine.changes.undo(testAdmin, revision, { accept })).revision
}

/** A copy of the documents, with one of them at hand to be changed. */
export function edited(
  documents: readonly object[],
  edit: (of: (name: string) => DraftDocument) => void,
): DraftDocument[] {
  const copies = structuredClone(documents) as DraftDocument[]
  edit((name) => {
    const found = copies.find(({ kind, key }) => `${kind}/${key}` === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found
  })
  return copies
}

/** A member of a list by its key, or by what else it goes by. */
export function member(owner: object, list: string, name: string): Json {
  const members = (owner as Json)[list] as Json[]
  const found = members.find(({ key, field, option }) => [key, field, option].includes(name))
  if (found === undefined) throw new Error(`there is no ${name} in ${list}`)
  return found
}

/** Takes a member out of a list. */
export function without(owner: object, list: string, name: string): void {
  const members = (owner as Json)[list] as unknown[]
  members.splice(
    members.findIndex((each) =>
      typeof each === 'string' ? each === name : Object.values(each as Json).includes(name),
    ),
    1,
  )
}
