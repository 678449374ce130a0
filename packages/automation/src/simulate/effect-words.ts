import type { WireValue } from '@tessera/formula'
import { localize, shownText, type FieldValue, type Locale, type Localized } from '@tessera/metadata'
import type { CatalogObject } from '@tessera/engine'
import { fieldOf, objectOf } from '../evaluate/names.js'
import type { Party } from '../execute/party.js'
import type { Share } from '../execute/write-records.js'

/** Says in the reader's language what a run would do. */
export class EffectWords {
  readonly #isChinese: boolean

  constructor(
    private readonly party: Pick<Party, 'context' | 'catalog' | 'graph' | 'workspace'>,
    private readonly locale: Locale,
    /** The record that started the run; a text that names it by id reads as «this record». */
    private readonly record: string | null,
  ) {
    this.#isChinese = locale === 'zh-CN'
  }

  async written({ object, create, update }: Share): Promise<string> {
    const label = localize(object.label, this.locale)
    const { id: _id, ...values } = (create[0] ?? update[0] ?? {}) as Readonly<Record<string, WireValue>>
    const rows = await this.#rows(object, Object.entries(values))
    if (create.length > 0) return this.#isChinese ? `创建${label}：${rows}` : `Create ${label}: ${rows}`
    return this.#isChinese ? `更新 ${update.length} 条${label}：${rows}` : `Update ${update.length} × ${label}: ${rows}`
  }

  async told(people: readonly string[], title: string): Promise<string> {
    if (people.length === 0) return this.#isChinese ? `没有可通知的人：${title}` : `Nobody to notify: ${title}`
    const names = await this.#names(people)
    return this.#isChinese ? `通知${names.join('、')}：${title}` : `Notify ${names.join(', ')}: ${title}`
  }

  asked(method: string, url: string): string {
    return this.#isChinese ? `用 ${method} 调用 ${url}` : `Call ${url} with ${method}`
  }

  waited(until: string): string {
    const { timeZone } = this.party.catalog.workspace
    const format = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
    const said = Number.isNaN(Date.parse(until)) ? until : format.format(new Date(until))
    return this.#isChinese ? `等到 ${said}` : `Wait until ${said}`
  }

  async set(values: readonly FieldValue[]): Promise<string> {
    const object = this.#object()
    const rows =
      object === undefined
        ? ''
        : await this.#rows(
            object,
            values.map(({ field, value }) => [field, value]),
          )
    return this.#isChinese ? `保存前设置：${rows}` : `Set before saving: ${rows}`
  }

  refused(message: Localized): string {
    const said = localize(message, this.locale)
    return this.#isChinese ? `拒绝保存：${said}` : `Refuse to save: ${said}`
  }

  /** Id of a field of the workflow's object. */
  fieldId(name: string): string {
    const object = this.#object()
    return (object === undefined ? undefined : fieldOf(object, name)?.id) ?? name
  }

  #object(): CatalogObject | undefined {
    const { graph, catalog } = this.party
    return graph.object === undefined ? undefined : objectOf(catalog, graph.object)
  }

  async #rows(object: CatalogObject, values: readonly (readonly [string, WireValue])[]): Promise<string> {
    const said = await Promise.all(
      values.map(async ([name, value]) => {
        const label = fieldOf(object, name)?.label
        const shown = (await this.#recordTitle(object, name, value)) ?? this.#value(object, name, value)
        return `${label === undefined ? name : localize(label, this.locale)} = ${shown}`
      }),
    )
    return said.join(this.#isChinese ? '，' : ', ')
  }

  #value(object: CatalogObject, name: string, value: WireValue): string {
    if (value === null) return this.#isChinese ? '空' : 'blank'
    if (typeof value === 'boolean') return this.#isChinese ? (value ? '是' : '否') : value ? 'yes' : 'no'
    const type = fieldOf(object, name)?.formulaType
    const options = type?.kind === 'option' ? type.options : []
    const said =
      options.find(({ key }) => key === value)?.label ??
      (typeof value === 'object' ? JSON.stringify(value) : String(value))
    return shownText(said, 60)
  }

  /** A record is said by its title; undefined for what is no record. */
  async #recordTitle(object: CatalogObject, name: string, value: WireValue): Promise<string | undefined> {
    if (typeof value !== 'string') return undefined
    if (value === this.record) return this.#isChinese ? '此记录' : 'this record'
    const type = fieldOf(object, name)?.formulaType
    if (type?.kind !== 'record') return undefined
    const [title] = await this.#titles(type.object, [value])
    return title
  }

  #names(people: readonly string[]): Promise<readonly string[]> {
    return this.#titles(this.party.catalog.userObject, people)
  }

  /** Titles of records; what is gone keeps its id. */
  async #titles(object: string, ids: readonly string[]): Promise<readonly string[]> {
    const { context, catalog, workspace } = this.party
    const title = catalog.objects.get(object)?.titleField.id ?? ''
    const found = await context.engine.automation.snapshots(workspace, object, ids)
    return ids.map((id) => String(found.get(id)?.after?.[title] ?? id))
  }
}
