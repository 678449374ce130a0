import type { Page } from 'playwright-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiClient } from '../../api/support/client.js'
import { seededRandom, type Random } from '../../support/random-schema-change.js'
import { administrator } from '../administrator.js'
import { startMortalServer } from '../mortal-server.js'
import { killDocuments } from './documents.js'
import { fieldsPlace } from './fields-place.js'
import { flowPlace } from './flow-place.js'
import { formPlace } from './form-place.js'
import { Enough, Hand, type State } from './hand.js'
import { fitting, isBack, lossOf } from './judge.js'
import { layoutPlace } from './layout-place.js'
import { MortalBrowser } from './mortal-browser.js'
import { at, type Place } from './place.js'

export interface DraftKillOptions {
  /** An empty database. */
  readonly url: string
  readonly seed: number
  /** How many tabs die. */
  readonly cases: number
  /** How many edits a case has at most. */
  readonly most?: number
  onDeath?(line: string): void
}

export interface DraftKillResult {
  readonly acts: number
  /** Of them, those that were older than three seconds at the death. */
  readonly owed: number
  /** Sentences about what was lost, doubled or out of order; empty when all is well. */
  readonly failures: readonly string[]
}

/** How the tab ends: its own process, or all of Chromium at once; what was done last perhaps without a network. */
interface Death {
  readonly isKill: boolean
  readonly isOffline: boolean
  /** Acts before it. */
  readonly after: number
  /** How long nothing was done when it comes. */
  readonly pauseMs: number
}

const settleWithinMs = 10_000

/** Kills tabs in forms and designers again and again, and looks what the next tab at the same address shows. */
export async function runDraftKills({
  url,
  seed,
  cases,
  most = 48,
  onDeath,
}: DraftKillOptions): Promise<DraftKillResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-drafts-'))
  const server = await startMortalServer(url, dataDir, '')
  if (server === undefined) throw new Error('the server did not start')
  let browser: MortalBrowser | undefined
  const failures: string[] = []
  let acts = 0
  let owed = 0
  try {
    const admin = await signIn(server.url)
    for (const changes of killDocuments) await publish(admin, changes)
    const [name = '', value = ''] = admin.header('cookie').split('=')
    browser = await MortalBrowser.open({ name, value, url: server.url })
    for (let number = 1; number <= cases; number += 1) {
      const random = seededRandom(seed + number * 7919)
      const place = await placeOf(number, random, admin)
      const death = deathOf(random, most)
      const { moments, diedAt, failure } = await runCase(browser, admin, place, death, random).catch(
        (cause: unknown) => {
          throw new Error(`death ${number} (${place.name}, seed ${seed}) could not be played`, { cause })
        },
      )
      const kept = moments.filter(({ doneAt }) => doneAt !== undefined && doneAt <= diedAt - 3_000).length - 1
      acts += moments.length - 1
      owed += kept
      const how = `${death.isKill ? 'Chromium killed' : 'tab crashed'}${death.isOffline ? ' offline' : ''}`
      onDeath?.(
        `${number}: ${place.name}, ${how} ${(death.pauseMs / 1000).toFixed(1)} s after edit ${moments.length - 1} ` +
          `(${moments.at(-1)?.what}), ${kept} owed: ${failure ?? 'all there'}`,
      )
      if (failure !== undefined) failures.push(`${number}, ${place.name}, ${how}: ${failure}`)
    }
    return { acts, owed, failures }
  } finally {
    await browser?.close()
    await server.kill()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function runCase(browser: MortalBrowser, admin: ApiClient, place: Place, death: Death, random: Random) {
  await admin.delete('/api/draft')
  const page = await browser.tab(place.path)
  await place.ready(page)
  const hand = new Hand(page, random, death.after, place.initial)
  const offlineFrom = death.isOffline ? Math.floor(death.after * 0.4) : Infinity
  await work(browser, hand, place, offlineFrom)
  await page.waitForTimeout(death.pauseMs)
  const diedAt = performance.now()
  await (death.isKill ? browser.kill() : browser.crash(page))

  const again = await browser.tab(place.path)
  await place.ready(again)
  const found = await settled(again, admin, place, (state) => fitting(hand.moments, state, diedAt).length > 0)
  const fits = fitting(hand.moments, found, diedAt)
  let failure = fits.length === 0 ? lossOf(hand.moments, found, diedAt) : undefined
  const canUndo = place.isDesigner && !place.isMidway(found) && fits.every(({ back }) => back !== undefined)
  if (failure === undefined && canUndo) {
    await at(again, 'undo').click()
    const undone = await settled(again, admin, place, (state) => isBack(fits, state))
    if (!isBack(fits, undone)) failure = `undo led to ${JSON.stringify(undone)} from ${JSON.stringify(found)}`
  }
  await forget(again)
  return { moments: hand.moments, diedAt, failure }
}

/** Gestures until the hand has done enough. */
async function work(browser: MortalBrowser, hand: Hand, place: Place, offlineFrom: number): Promise<void> {
  let isOnline = true
  try {
    for (;;) {
      if (isOnline && hand.moments.length > offlineFrom) {
        await browser.goOffline()
        isOnline = false
      }
      await place.gesture(hand)
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
}

/** What is there once the new tab has put its journal and the server's draft together. */
async function settled(page: Page, admin: ApiClient, place: Place, fits: (state: State) => boolean): Promise<State> {
  const until = performance.now() + settleWithinMs
  for (;;) {
    const isSaved = !place.isDesigner || (await page.locator('[data-test="save-status"].is-saved').count()) === 1
    const found = await place.look(page, admin)
    if ((isSaved && fits(found)) || performance.now() > until) return found
    await page.waitForTimeout(100)
  }
}

/** The next case begins with nothing kept on this device. */
async function forget(page: Page): Promise<void> {
  const origin = new URL(page.url()).origin
  await page.goto('about:blank')
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb' })
  await page.close()
}

function deathOf(random: Random, most: number): Death {
  const kind = random()
  const pause = random()
  return {
    isKill: kind >= 0.75,
    isOffline: (kind >= 0.55 && kind < 0.75) || kind >= 0.92,
    after: 4 + Math.floor(random() * (most - 3)),
    pauseMs: pause < 0.3 ? 0 : pause < 0.6 ? random() * 3_000 : 3_000 + random() * 800,
  }
}

/** All four places in turn; of the form now a new record and now one that is there. */
async function placeOf(number: number, random: Random, admin: ApiClient): Promise<Place> {
  const places = [fieldsPlace, layoutPlace, flowPlace] as const
  const designer = places[(number % 4) - 1]
  if (designer !== undefined) return designer()
  if (random() < 0.5) return formPlace(undefined)
  const { status, text, body } = await admin.post('/api/records/visit', { subject: '原来的主题', people: 7 })
  if (status !== 201) throw new Error(text)
  return formPlace(String(body.id), { subject: '原来的主题', people: '7' })
}

async function signIn(url: string): Promise<ApiClient> {
  const { email, password } = administrator
  const answer = await new ApiClient(url).post('/api/session', { email, password })
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}: ${answer.text}`)
  return new ApiClient(url, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' })
}

async function publish(admin: ApiClient, changes: readonly unknown[]): Promise<void> {
  const { status, text } = await admin.post('/api/changes', { changes })
  if (status !== 201) throw new Error(`publishing answered ${status}: ${text}`)
}
