/** Waits until a condition holds, asking every few milliseconds; fails after the deadline. */
export async function until(condition: () => Promise<boolean> | boolean, deadlineMs = 5_000): Promise<void> {
  const end = performance.now() + deadlineMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`The condition did not hold within ${deadlineMs} ms.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
