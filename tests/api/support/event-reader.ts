/** One event of a stream. */
export interface SentEvent {
  readonly name: string
  readonly id: string
  readonly data: unknown
  /** Of `performance.now()`. */
  readonly at: number
}

/** Reads a stream of events as a browser does, until it is closed from one side. */
export class EventReader {
  readonly events: SentEvent[] = []
  /** Id of the last block, also of one without data. */
  lastId = ''
  heartbeats = 0
  status = 0
  headers = new Headers()
  isOver = false
  readonly #abort = new AbortController()

  /** Gives the reader when the head of the answer is there. */
  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventReader> {
    const reader = new EventReader()
    const answer = await fetch(url, { headers, signal: reader.#abort.signal })
    reader.status = answer.status
    reader.headers = answer.headers
    void reader.#read(answer)
    return reader
  }

  close(): void {
    this.#abort.abort()
  }

  /** Data of all events of a kind. */
  of(name: string): unknown[] {
    return this.events.filter((event) => event.name === name).map(({ data }) => data)
  }

  async #read(answer: Response): Promise<void> {
    let rest = ''
    try {
      for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + chunk).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
      }
    } catch {
      // Closed by us, or cut.
    }
    this.isOver = true
  }

  #take(block: string): void {
    const lines = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    if (block.startsWith(':')) this.heartbeats++
    this.lastId = lines.get('id') ?? this.lastId
    const data = lines.get('data')
    if (data === undefined) return
    this.events.push({
      name: lines.get('event') ?? 'message',
      id: this.lastId,
      data: JSON.parse(data) as unknown,
      at: performance.now(),
    })
  }
}
