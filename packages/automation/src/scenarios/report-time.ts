import { otherwise } from './otherwise.js'

/** Longest a report may take. */
const longestReportMs = 180_000

/** How long a report may go on: until its time is up, or the process stops. */
export class ReportTime {
  readonly #until = performance.now() + longestReportMs
  #isStopped = false

  stop(): void {
    this.#isStopped = true
  }

  /** To be asked between steps, and while time goes by in one. Errors: Otherwise. */
  check(): void {
    if (this.#isStopped)
      throw otherwise('没有运行完：服务正在停止。', 'Not played to the end: the server is being stopped.')
    if (performance.now() > this.#until)
      throw otherwise(
        `没有运行完：一份报告最多用 ${longestReportMs / 1000} 秒。`,
        `Not played to the end: a report may take ${longestReportMs / 1000} seconds.`,
      )
  }
}
