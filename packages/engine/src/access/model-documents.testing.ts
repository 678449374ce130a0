const text = (key: string): object => ({ key, type: 'text', label: key })
const number = (key: string): object => ({ key, type: 'number', label: key, decimals: 3 })

/** The modules of the model, as documents: accounts; deals in a tree, with partners and with lines; the lines. */
export const modelDocuments: readonly object[] = [
  {
    kind: 'object',
    key: 'account',
    label: 'account',
    titleField: 'name',
    fields: [
      text('name'),
      { key: 'phone', type: 'phone', label: 'phone' },
      number('credit'),
      text('level'),
      { key: 'partnerOf', type: 'backlinks', label: 'partnerOf', relation: 'deal.partners' },
      { key: 'twice', type: 'formula', label: 'twice', formula: 'credit * 2' },
      { key: 'dealSum', type: 'rollup', label: 'dealSum', relation: 'deal.customer', function: 'sum', field: 'amount' },
    ],
    duplicates: [{ key: 'sameLevel', fields: [{ field: 'level', match: 'exact' }], action: 'warn' }],
  },
  {
    kind: 'object',
    key: 'deal',
    label: 'deal',
    titleField: 'subject',
    fields: [
      text('subject'),
      { key: 'customer', type: 'lookup', label: 'customer', target: 'account', onDelete: 'refuse' },
      number('amount'),
      number('cost'),
      text('stage'),
      { key: 'parent', type: 'lookup', label: 'parent', target: 'deal', tree: true, onDelete: 'clear' },
      { key: 'about', type: 'anyLookup', label: 'about', targets: ['account', 'deal'], onDelete: 'clear' },
      { key: 'partners', type: 'links', label: 'partners', target: 'account', onDelete: 'clear' },
      { key: 'lines', type: 'details', label: 'lines', relation: 'item.deal' },
      { key: 'doc', type: 'file', label: 'doc' },
      { key: 'margin', type: 'formula', label: 'margin', formula: 'amount - cost' },
      { key: 'accLevel', type: 'formula', label: 'accLevel', formula: 'customer.level' },
      { key: 'lineSum', type: 'rollup', label: 'lineSum', relation: 'item.deal', function: 'sum', field: 'price' },
      {
        key: 'partnerCredit',
        type: 'formula',
        label: 'partnerCredit',
        formula: 'SUM(partners.credit)',
        decimals: 3,
      },
    ],
  },
  {
    kind: 'object',
    key: 'item',
    label: 'item',
    titleField: 'what',
    fields: [
      text('what'),
      { key: 'deal', type: 'lookup', label: 'deal', target: 'deal', onDelete: 'cascade', required: true },
      number('price'),
      { key: 'double', type: 'formula', label: 'double', formula: 'price * 2' },
    ],
  },
]
