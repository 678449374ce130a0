import type { Actor, Engine } from '@tessera/engine'

const PAGE = 500

/**
 * Gives every record of one person to another: object by object, page by page, each page one batch, so that history says
 * who handed it over. A second call goes on where a crash ended the first.
 *
 * Gives the number of records moved.
 */
export async function handOver(engine: Engine, actor: Actor, from: string, to: string): Promise<number> {
  const { documents } = await engine.documents.list(actor, { kinds: ['object'] })
  let moved = 0
  for (const object of documents) {
    if ('system' in object && object.system === true) continue
    moved += await handOverObject(engine, actor, object.key, from, to)
  }
  return moved
}

async function handOverObject(engine: Engine, actor: Actor, object: string, from: string, to: string): Promise<number> {
  let moved = 0
  for (;;) {
    const page = await engine.records.query(actor, object, {
      fields: ['id'],
      filter: `owner = "${from}"`,
      limit: PAGE,
      sort: ['id'],
    })
    const ids = (JSON.parse(page.recordsJson) as { id: string }[]).map(({ id }) => id)
    if (ids.length === 0) return moved
    await engine.records.batch(actor, object, { update: ids.map((id) => ({ id, owner: to })) })
    moved += ids.length
  }
}
