import { code128, ean13, qrcode, type DrawingContext } from 'bwip-js/generic'
import type { Symbology } from '../values/barcode.js'

/** A code as an SVG path, with the quiet zone that scanners need around it. Width and height in px. */
export interface DrawnCode {
  readonly path: string
  readonly viewBox: string
  readonly width: number
  readonly height: number
}

const encoders = { ean13, code128, qr: qrcode }

/** Units of quiet zone, and how many px a unit is, by symbology. */
const looks: Readonly<Record<Symbology, { readonly quiet: number; readonly unit: number }>> = {
  ean13: { quiet: 11, unit: 2 },
  code128: { quiet: 10, unit: 2 },
  // Two units make a module here.
  qr: { quiet: 8, unit: 2 },
}

/** Draws a code; undefined where the text does not fit its symbology. */
export function drawCode(text: string, symbology: Symbology): DrawnCode | undefined {
  try {
    const { path, width, height } = encoders[symbology](
      { bcid: symbology, text, scale: 1, includetext: false, ...(symbology === 'qr' ? {} : { height: 14 }) },
      pathDrawing(),
    ) as Drawing
    const { quiet, unit } = looks[symbology]
    const [wide, high] = [width + 2 * quiet, height + 2 * quiet]
    return { path, viewBox: `${-quiet} ${-quiet} ${wide} ${high}`, width: wide * unit, height: high * unit }
  } catch {
    return undefined
  }
}

interface Drawing {
  readonly path: string
  readonly width: number
  readonly height: number
}

/** What bwip-js draws on: bars become rectangles, modules of a QR code polygons of one even-odd path. */
function pathDrawing(): DrawingContext<Drawing> {
  let path = ''
  let size = { width: 0, height: 0 }
  const nothing = (): void => undefined
  return {
    setopts: nothing,
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width, height) => void (size = { width, height }),
    // The middle of a bar; of one of odd width the whole unit behind it.
    line: (x0, y0, _x1, y1, width) => void (path += `M${x0 - Math.ceil(width / 2)} ${y1}h${width}V${y0}h${-width}z`),
    polygon: (points) => void (path += `M${points.map(([x, y]) => `${x} ${y}`).join('L')}z`),
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => ({ path, ...size }),
  }
}
