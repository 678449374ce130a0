import type { CompiledInput } from './compile-input.js'
import { compileInput } from './compile-input.js'
import { allCapabilities } from '@tessera/engine'
import type { Method, Route } from './route.js'

/** A route with its checks compiled. */
export interface MountedRoute {
  readonly route: Route
  readonly input: CompiledInput
  readonly paramNames: readonly string[]
}

/** What a path leads to: its routes by method, and the values of the path's variable parts in order. */
export interface RouteMatch {
  readonly methods: ReadonlyMap<string, MountedRoute>
  readonly values: readonly string[]
}

interface Node {
  readonly fixed: Map<string, Node>
  variable: Node | undefined
  readonly methods: Map<string, MountedRoute>
}

/** Finds routes by path: fixed parts before variable ones. */
export interface RouteTable {
  readonly routes: readonly MountedRoute[]
  /** Undefined when nothing is at the path. The path is as it was sent, without the query. */
  find(path: string): RouteMatch | undefined
}

/**
 * Mounts the routes. A route that does not say who may call it, what it takes and how much, or that meets another route
 * at its path, throws: the process does not start.
 */
export function mountRoutes(routes: readonly Route[]): RouteTable {
  const root = makeNode()
  const mounted = routes.map((route) => {
    checkRoute(route)
    return mount(root, route)
  })
  checkNames(routes)
  return { routes: mounted, find: (path) => find(root, path) }
}

const policies: ReadonlySet<unknown> = new Set(['public', 'operations', 'account', 'administrator', ...allCapabilities])

function checkRoute(route: Partial<Route>): void {
  const name = `${String(route.method)} ${String(route.path)}`
  if (!policies.has(route.policy)) throw new Error(`Route ${name} does not say who may call it (policy).`)
  const { input, limits } = route
  for (const part of ['params', 'query', 'body'] as const) {
    if (input?.[part] === undefined) throw new Error(`Route ${name} does not declare its input (${part}).`)
  }
  if (typeof limits?.bodyBytes !== 'number') throw new Error(`Route ${name} does not declare its limits (bodyBytes).`)
  if (input?.body !== null && limits.bodyBytes <= 0)
    throw new Error(`Route ${name} takes a body but limits it to 0 bytes.`)
  if (route.output === undefined) throw new Error(`Route ${name} does not declare what it answers with (output).`)
  if (route.streams === true && route.method !== 'GET' && route.reads !== true)
    throw new Error(`Route ${name} may not answer with a stream.`)
  if (route.method === 'POST' && route.idempotency === undefined) {
    throw new Error(`Route ${name} does not say how it keeps answers for an Idempotency-Key (idempotency).`)
  }
}

function checkNames(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const { name } of routes) {
    if (seen.has(name)) throw new Error(`Two routes are named ${name}.`)
    seen.add(name)
  }
}

function mount(root: Node, route: Route): MountedRoute {
  const paramNames: string[] = []
  let node = root
  for (const part of route.path.slice(1).split('/')) {
    if (part.startsWith(':')) {
      paramNames.push(part.slice(1))
      node = node.variable ??= makeNode()
    } else {
      let next = node.fixed.get(part)
      if (next === undefined) node.fixed.set(part, (next = makeNode()))
      node = next
    }
  }
  const declared = Object.keys(route.input.params ?? {})
  if (declared.join() !== paramNames.join()) {
    throw new Error(`Route ${route.method} ${route.path} declares the path parameters [${declared.join(', ')}].`)
  }
  if (node.methods.has(route.method)) throw new Error(`Two routes take ${route.method} ${route.path}.`)
  const mounted = { route, input: compileInput(route.input), paramNames }
  node.methods.set(route.method satisfies Method, mounted)
  return mounted
}

function find(root: Node, path: string): RouteMatch | undefined {
  const values: string[] = []
  let node = root
  let start = 1
  while (start <= path.length) {
    const slash = path.indexOf('/', start)
    const end = slash === -1 ? path.length : slash
    const part = path.slice(start, end)
    const fixed = node.fixed.get(part)
    if (fixed !== undefined) node = fixed
    else if (node.variable !== undefined && part !== '') {
      node = node.variable
      values.push(part)
    } else return undefined
    start = end + 1
  }
  return node.methods.size === 0 ? undefined : { methods: node.methods, values }
}

function makeNode(): Node {
  return { fixed: new Map(), variable: undefined, methods: new Map() }
}
