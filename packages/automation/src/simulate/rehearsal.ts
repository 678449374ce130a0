import type { Actor } from '@tessera/engine'
import { AppError, localize, localizeFieldProblem, type RunStep, type SimulateAnswer } from '@tessera/metadata'
import type { StepEntry } from '../core/run-state.js'
import type { RunEvent } from '../core/step.js'
import { evaluateRuns } from '../execute/evaluate-runs.js'
import { findRecords } from '../execute/find-records.js'
import { activePeople } from '../execute/notify-people.js'
import { effectOf, happen, nowOf, type Party } from '../execute/party.js'
import { refusal } from '../execute/refusal.js'
import type { Run } from '../execute/run.js'
import { toRequest } from '../execute/send-request.js'
import { toShare } from '../execute/write-records.js'
import { withoutSecrets } from '../core/shown.js'
import { EffectWords } from './effect-words.js'
import { changesOf, tryWrite } from './try-write.js'

/**
 * A run whose effects are tried or written down instead of done. Writes go through the whole pipeline in a transaction that is
 * rolled back, so a refusal is the real one; people are not told, requests are not sent, nobody waits.
 */
export class Rehearsal {
  readonly #steps: RunStep[] = []
  readonly #effects: { node: string; text: string }[] = []
  readonly #words: EffectWords
  /** Ids of records that exist only in this rehearsal. */
  readonly #imagined = new Set<string>()

  constructor(
    private readonly party: Party,
    private readonly actor: Actor,
    private readonly run: Run,
    /** Is the triggering record a real one? */
    isReal: boolean,
  ) {
    this.#words = new EffectWords(party, actor.locale, run.record)
    if (!isReal && run.record !== null) this.#imagined.add(run.record)
  }

  async play(): Promise<Pick<SimulateAnswer, 'steps' | 'effects'>> {
    const { party, run } = this
    happen(party, run, { type: 'taken', now: nowOf(party) })
    for (;;) {
      const [command] = run.commands
      if (command?.do === 'evaluate') await evaluateRuns(party, [run])
      else if (command?.do === 'effect') await this.#effect(command.command.do)
      else if (run.state.status === 'waiting' && run.state.resume !== null) this.#skipWait()
      else break
      this.#keepSteps()
    }
    this.#keepSteps()
    return { steps: this.#steps, effects: this.#effects }
  }

  async #effect(kind: string): Promise<void> {
    const node = this.run.state.at ?? ''
    try {
      if (kind === 'findRecords') return await findRecords(this.party, [this.run])
      const text = await this.#rehearse(kind)
      this.#effects.push({ node, text })
    } catch (error) {
      happen(this.party, this.run, refusal(this.party, this.run, error, { again: false }))
    }
  }

  /** Does as if, and says what would be done. */
  async #rehearse(kind: string): Promise<string> {
    const { party, run } = this
    const done = (output: unknown, more: Partial<RunEvent> = {}): void =>
      happen(party, run, { type: 'effected', port: 'next', output, now: nowOf(party), ...more } as RunEvent)
    switch (kind) {
      case 'createRecords':
      case 'updateRecords': {
        const share = toShare(party, run)
        const isImagined = share.update.some(({ id }) => this.#imagined.has(id))
        const changes = isImagined ? [] : await changesOf(party, share)
        const ids = isImagined ? share.update.map(({ id }) => id) : await tryWrite(party, share)
        if (kind === 'createRecords') for (const id of ids) this.#imagined.add(id)
        const found = { object: share.object.id, ids }
        done({ object: share.object.key, ids, changes }, { found, written: ids.length })
        return this.#words.written(share)
      }
      case 'notify': {
        const { to, title, text } = effectOf<'notify'>(run)
        const active = await activePeople(party, to)
        const people = to.filter((id) => active.has(id))
        done({ people, skipped: to.filter((id) => !active.has(id)), title, text })
        return this.#words.told(people, title)
      }
      case 'request': {
        const { method, url, body } = toRequest(party, run)
        done({ method, url: withoutSecrets(url), body: body ?? null })
        return this.#words.asked(method, withoutSecrets(url))
      }
      case 'setFields': {
        const { values } = effectOf<'setFields'>(run)
        const set = Object.fromEntries(values.map(({ field, value }) => [this.#words.fieldId(field), value]))
        Object.assign(run, { snapshot: { ...run.snapshot, after: { ...run.snapshot.after, ...set } } })
        done({ values })
        return this.#words.set(values)
      }
      case 'refuse': {
        const { message } = effectOf<'refuse'>(run)
        done({ message: localize(message, this.actor.locale) })
        return this.#words.refused(message)
      }
      default:
        throw new AppError('workflow.unknown_action', { name: kind })
    }
  }

  #skipWait(): void {
    const { until } = (this.run.state.resume?.output ?? {}) as { readonly until?: string }
    this.#effects.push({ node: this.run.state.at ?? '', text: this.#words.waited(until ?? '') })
    happen(this.party, this.run, { type: 'taken', now: nowOf(this.party) })
  }

  /** Moves what the journal says now to the steps that are answered; a later word on the same step counts. */
  #keepSteps(): void {
    for (const entry of this.run.state.log) this.#steps[entry.seq - 1] = this.#shown(entry, this.#steps[entry.seq - 1])
  }

  #shown({ seq: _seq, at, error, ...step }: StepEntry, earlier: RunStep | undefined): RunStep {
    return {
      ...step,
      input: step.input ?? earlier?.input ?? null,
      at: new Date(at).toISOString(),
      ...(error === undefined ? {} : { error: localizeFieldProblem(error, this.actor.locale) }),
    }
  }
}
