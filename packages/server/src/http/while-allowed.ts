/**
 * Pages of an answer that goes on for long: after each it is asked whether whoever reads may still have the next. What
 * `stillMay` throws ends them, and what they are read from.
 */
export async function* whileAllowed<T>(pages: AsyncIterable<T>, stillMay: () => Promise<void>): AsyncGenerator<T> {
  for await (const page of pages) {
    yield page
    await stillMay()
  }
}
