import type { TemplateStanding } from '@tessera/engine'
import {
  compareVersions,
  meetsVersion,
  readSampleTable,
  type TemplateCounts,
  type TemplateDetail,
  type TemplateEntry,
  type TemplatePackage,
} from '@tessera/metadata'
import type { PackageAtHand } from './packages-at-hand.js'

/** One line of the list: a package at hand, an installation, or both. */
export function entryOf(
  key: string,
  found: PackageAtHand | undefined,
  installed: readonly TemplateStanding[],
): TemplateEntry {
  const there = installed.find((one) => one.key === key)
  const { manifest } = found?.package ?? {}
  const needs = (manifest?.needs ?? there?.needs ?? []).map((need) => ({
    ...need,
    met: installed.some((one) => one.key === need.key && meetsVersion(one.version, need.version)),
  }))
  return {
    key,
    title: manifest?.title ?? there?.title ?? key,
    summary: manifest?.summary ?? '',
    icon: manifest?.icon ?? null,
    group: manifest?.group ?? null,
    version: manifest?.version ?? null,
    source: found?.source ?? null,
    installed:
      there === undefined
        ? null
        : { version: there.version, at: there.at, revision: there.revision, sample: there.sample },
    upgrade: there !== undefined && manifest !== undefined && compareVersions(manifest.version, there.version) > 0,
    needs,
    counts: found === undefined ? countsOf(there?.documents ?? []) : packageCounts(found.package),
  }
}

/** What stands beside the line where one template is looked at. `beside`: packages whose objects it has sample data for. */
export function detailOf(
  entry: TemplateEntry,
  found: TemplatePackage | undefined,
  there: TemplateStanding | undefined,
  beside: readonly TemplatePackage[],
): TemplateDetail {
  // Of an installed one what is here, under the keys it has today.
  const documents = there?.documents ?? found?.documents.map(labelled) ?? []
  const objects = [found, ...beside].flatMap((one) => one?.documents ?? []).map(labelled)
  return {
    ...entry,
    asks: found?.manifest.asks ?? [],
    opens: found?.manifest.opens ?? null,
    notes: found?.manifest.notes ?? null,
    documents,
    scenarios: (found?.scenarios ?? []).map(({ key, label }) => ({ key, label })),
    sample: (found?.data ?? []).map((table) => ({
      object: table.object,
      label: objects.find(({ kind, key }) => kind === 'object' && key === table.object)?.label ?? table.object,
      records: readSampleTable(table).rows.length,
    })),
    sampleLeft: there?.sampleLeft ?? [],
  }
}

/** Kind, key and name of a document; some kinds need no name. */
function labelled(document: TemplatePackage['documents'][number]): TemplateDetail['documents'][number] {
  const { kind, key } = document
  return { kind, key, label: ('label' in document ? document.label : undefined) ?? key }
}

function countsOf(documents: readonly { readonly kind: string }[]): TemplateCounts {
  const count = (kind: string): number => documents.filter((one) => one.kind === kind).length
  return {
    objects: count('object'),
    views: count('view'),
    roles: count('role'),
    workflows: count('workflow'),
    records: 0,
    scenarios: 0,
  }
}

/** Packages do not change, and counting records means reading their tables. */
const counted = new WeakMap<TemplatePackage, TemplateCounts>()

function packageCounts(of: TemplatePackage): TemplateCounts {
  const known = counted.get(of)
  if (known !== undefined) return known
  const records = of.data.reduce((sum, table) => sum + readSampleTable(table).rows.length, 0)
  const counts = { ...countsOf(of.documents), records, scenarios: of.scenarios.length }
  counted.set(of, counts)
  return counts
}
