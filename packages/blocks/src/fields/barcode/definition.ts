import { defineFieldType } from '@tessera/metadata'
import { longestBarcode, parseBarcode, type Symbology } from '../../values/barcode.js'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable } from '../../values/nullable.js'
import { searchableOption } from '../../values/searchable-option.js'

export interface BarcodeOptions {
  readonly symbology: Symbology
}

/** A text that is drawn as a bar code or QR code. */
export const definition = defineFieldType<BarcodeOptions>({
  name: 'barcode',
  title: { 'zh-CN': '条码/二维码', en: 'Bar code' },
  icon: 'qr-code',
  group: 'text',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      symbology: {
        enum: ['ean13', 'code128', 'qr'],
        default: 'code128',
        'x-title': { 'zh-CN': '码制', en: 'Symbology' },
        'x-options': {
          ean13: { 'zh-CN': 'EAN-13 商品条码', en: 'EAN-13' },
          code128: { 'zh-CN': 'Code 128 条码', en: 'Code 128' },
          qr: { 'zh-CN': '二维码', en: 'QR code' },
        },
      },
      ...searchableOption,
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: (value, field) => parseBarcode(value, field.options.symbology),
  importText: (cell, field) => parseBarcode(cell, field.options.symbology),
  // Blanks and hyphens may be sent; what they stand for is checked by `parse`.
  writeSchema: ({ required, options: { symbology } }) => {
    const shape = { maxLength: longestBarcode[symbology], pattern: '^[^\\u0000]*$' }
    return required ? { type: 'string', minLength: 1, ...shape } : { type: ['string', 'null'], ...shape }
  },
  // Codes of another symbology stay on records that have them.
  readSchema: () => nullable({ type: 'string', minLength: 1, maxLength: longestBarcode.qr }),
  filterOperators: equalityOperators,
})
