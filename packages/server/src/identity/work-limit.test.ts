import { expect, test } from '@jest/globals'
import { WorkLimit } from './work-limit.js'

test('runs a few at a time, lets some wait, and refuses the rest', async () => {
  const limit = new WorkLimit({ running: 2, waiting: 1 })
  const ends: (() => void)[] = []
  let running = 0
  let most = 0
  const work = () =>
    limit.run(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => ends.push(resolve))
      running--
      return 'done'
    })

  const accepted = [work(), work(), work()]
  await expect(work()).rejects.toMatchObject({ code: 'request.busy' })
  let results: readonly string[] | undefined
  void Promise.all(accepted).then((all) => (results = all))
  while (results === undefined) {
    ends.shift()?.()
    await Promise.resolve()
  }

  expect(results).toEqual(['done', 'done', 'done'])
  expect(most).toBe(2)
  await expect(limit.run(async () => 'free again')).resolves.toBe('free again')
})
