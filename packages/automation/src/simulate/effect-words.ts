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
  ) {
    this.#isChinese = locale === 'zh-CN'
  }

  written({ object, create, update }: Share): string {
    const label = localize(object.label, this.locale)
    const { id: _id, ...values } = (create[0] ?? update[0] ?? {}) as Readonly<Record<string, WireValue>>
    const rows = this.#rows(object, Object.entries(values))
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
    return this.#isChinese ? `等到 ${until}` : `Wait until ${until}`
  }

  set(values: readonly FieldValue[]): string {
    const object = this.#object()
    const rows =
      object === undefined
        ? ''
        : this.#rows(
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

  #rows(object: CatalogObject, values: readonly (readonly [string, WireValue])[]): string {
    const said = values.map(([name, value]) => {
      const label = fieldOf(object, name)?.label
      return `${label === undefined ? name : localize(label, this.locale)} = ${this.#value(object, name, value)}`
    })
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

  async #names(people: readonly string[]): Promise<readonly string[]> {
    const { context, catalog, workspace } = this.party
    const { userObject } = catalog
    const title = catalog.objects.get(userObject)?.titleField.id ?? ''
    const found = await context.engine.automation.snapshots(workspace, userObject, people)
    return people.map((id) => String(found.get(id)?.after?.[title] ?? id))
  }
}
