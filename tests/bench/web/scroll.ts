import type { Page } from 'playwright-core'

export interface Frames {
  readonly perSecond: number
  readonly longestMs: number
  readonly frames: number
}

/**
 * Scrolls the element 90 px a frame for a while, there and back, and counts the frames the browser gave. The first ten frames
 * (start of scrolling) do not count.
 */
export function scroll(page: Page, selector: string, seconds: number): Promise<Frames> {
  return page.evaluate(
    async ({ selector: wanted, ms }) => {
      const found = document.querySelector<HTMLElement>(wanted)
      if (found === null) throw new Error(`nothing to scroll: ${wanted}`)
      const times: number[] = []
      let direction = 1
      const until = performance.now() + ms
      await new Promise<void>((resolve) => {
        const step = (now: number): void => {
          times.push(now)
          const last = found.scrollHeight - found.clientHeight
          if (found.scrollTop >= last - 1) direction = -1
          if (found.scrollTop <= 0) direction = 1
          found.scrollTop += 90 * direction
          if (now < until) requestAnimationFrame(step)
          else resolve()
        }
        requestAnimationFrame(step)
      })
      // A page that gives only a handful of frames has no start to leave out.
      const counted = times.length > 20 ? times.slice(10) : times
      const gaps = counted.slice(1).map((time, at) => time - (counted[at] ?? time))
      const total = (counted.at(-1) ?? 0) - (counted[0] ?? 0)
      return { perSecond: (gaps.length / total) * 1000, longestMs: Math.max(...gaps), frames: gaps.length }
    },
    { selector, ms: seconds * 1000 },
  )
}

/** A page without any script of ours: the same cells as a plain HTML table in a scrolling box. */
export function staticPage(rows: number, columns: number): string {
  const cells = Array.from({ length: columns }, (_, n) => `<td>值 ${n}</td>`).join('')
  return `<!doctype html><style>body{margin:0;font:13px/20px system-ui}#box{height:800px;overflow:auto}table{border-collapse:collapse;table-layout:fixed;width:${columns * 140}px}
td{height:36px;padding:0 12px;border-bottom:1px solid #e3e6eb;overflow:hidden;white-space:nowrap}</style><div id="box"><table>${`<tr>${cells}</tr>`.repeat(rows)}</table></div>`
}
