import { day } from '../days.mjs'
import { parts, yuan } from '../money.mjs'

const lineRow = (parent, id, owner, { product, quantity, price, discount, taxRate }) => ({
  [parent]: id,
  product: product.code,
  quantity,
  price: yuan(price),
  discount: discount === 0 ? '0' : String(discount / 100),
  taxRate: String(taxRate / 100),
  owner,
})

/** Quotes with their lines, of deals that came so far. Of old lost deals some are left out: they keep the sample small. */
export function makeQuotes(random, deals) {
  const quotes = []
  const lines = []
  for (const deal of deals) {
    const { start, end, cycle, isOpen, isWon, isQuoted } = deal.of
    if (!isQuoted || (!isOpen && !isWon && random.chance(0.42))) continue
    const last = end ?? -1
    const quotedOn = Math.min(last, Math.max(start + 1, Math.round(start + cycle * (0.5 + random.next() * 0.2))))
    const answered = isWon || (isOpen ? random.chance(0.62) : random.chance(0.8))
    const feedbackOn = answered ? Math.min(last, quotedOn + random.int(1, 9)) : undefined
    const quote = {
      '#': `q${String(quotes.length + 1).padStart(4, '0')}`,
      subject: `${deal.name}报价`,
      opportunity: deal['#'],
      account: deal.account,
      contact: deal.contact,
      priceBook: deal.source === 'partner' ? 'b2' : 'b1',
      status: isWon ? 'accepted' : isOpen ? 'sent' : answered ? 'rejected' : 'expired',
      quotedOn: day(quotedOn),
      validUntil: day(quotedOn + 30),
      sentOn: day(quotedOn),
      feedbackOn: feedbackOn === undefined ? '' : day(feedbackOn),
      feedback:
        feedbackOn === undefined
          ? ''
          : random.pick([
              '认可方案，价格再商量。',
              '需要补充测试数据。',
              '等预算批复。',
              '希望调整付款方式。',
              '已转采购比价。',
            ]),
      owner: deal.owner,
    }
    deal.of.quote = quote
    quotes.push(quote)
    for (const line of deal.of.lines) lines.push(lineRow('quote', quote['#'], deal.owner, line))
  }
  return { quotes, lines }
}

const plansByTerms = {
  monthly: { shares: [100], kinds: ['acceptance'], after: [60] },
  prepaid: { shares: [30, 70], kinds: ['prepay', 'delivery'], after: [7, 45] },
  instalments: { shares: [30, 60, 10], kinds: ['prepay', 'acceptance', 'warranty'], after: [7, 90, 365] },
}

/** What follows a deal that was won: contract, order with lines, instalments, payments, invoices. */
export function makeTrade(random, deals) {
  const made = { contracts: [], orders: [], orderLines: [], plans: [], payments: [], invoices: [] }
  for (const deal of deals.filter(({ of }) => of.isWon)) {
    const signedOn = deal.of.end + random.int(0, 10)
    // The newest are still being drafted.
    if (signedOn > -2) continue
    makeContract(random, deal, signedOn, made)
  }
  return made
}

function makeContract(random, deal, signedOn, made) {
  const { account, lines, total } = deal.of
  const terms = account.creditLevel === 'a' ? 'monthly' : total > 15000000 ? 'instalments' : 'prepaid'
  const isService = lines[0].product.category === 'service'
  const number = String(made.contracts.length + 1).padStart(4, '0')
  const earlier = account.contracts.find(
    (one) => one.kind === 'service' && one.renewed === undefined && one.signed < signedOn - 200,
  )
  const renews = isService && earlier !== undefined ? earlier : undefined
  if (renews !== undefined) renews.renewed = true
  const endOn = signedOn + 365
  const contract = {
    '#': `h${number}`,
    subject: `${account.shortName}${isService ? '服务' : '采购'}合同`,
    account: deal.account,
    opportunity: deal['#'],
    quote: deal.of.quote['#'],
    kind: isService ? 'service' : 'sale',
    amount: yuan(total),
    signedOn: day(signedOn),
    startOn: day(signedOn),
    endOn: day(endOn),
    paymentTerms: terms,
    prepayRate: terms === 'monthly' ? '0' : '0.3',
    renews: renews === undefined ? '' : renews['#'],
    owner: deal.owner,
    signed: signedOn,
  }
  const paid = makePayments(random, contract, total, signedOn, terms, made)
  contract.status = paid === total && signedOn < (isService ? -365 : -120) ? 'done' : 'active'
  contract.renewalTold = toldOf(random, contract, endOn)
  account.contracts.push(contract)
  account.owed = (account.owed ?? 0) + total - paid
  made.contracts.push(contract)
  makeOrder(random, deal, contract, signedOn, made)
}

/** Which reminder has been given already; a few are due tomorrow. */
function toldOf(random, { kind, status, renewed }, endOn) {
  if (status !== 'active' || kind === 'sale' || renewed || endOn < 0 || endOn > 60) return ''
  if (random.chance(0.15)) return ''
  return endOn <= 7 ? 7 : endOn <= 30 ? 30 : 60
}

function makePayments(random, contract, total, signedOn, terms, made) {
  const { shares, kinds, after } = plansByTerms[terms]
  let paid = 0
  parts(total, shares).forEach((amount, index) => {
    const due = signedOn + after[index]
    const plan = {
      '#': `i${String(made.plans.length + 1).padStart(4, '0')}`,
      contract: contract['#'],
      kind: kinds[index],
      dueOn: day(due),
      amount: yuan(amount),
      owner: contract.owner,
    }
    made.plans.push(plan)
    const paidOn =
      due +
      random.weighted([
        [random.int(-4, 2), 62],
        [random.int(3, 20), 30],
        [random.int(21, 70), 8],
      ])
    const isPaid = paidOn <= -1 && random.chance(0.97)
    if (isPaid) {
      const two = amount > 5000000 && random.chance(0.12) ? parts(amount, [60, 40]) : [amount]
      two.forEach((part, at) =>
        made.payments.push({
          contract: contract['#'],
          plan: plan['#'],
          account: contract.account,
          amount: yuan(part),
          paidOn: day(Math.min(-1, paidOn + at * 5)),
          method: random.weighted([
            ['transfer', 80],
            ['draft', 17],
            ['wechat', 3],
          ]),
          reference: `SAMPLE${String(made.payments.length + 1).padStart(6, '0')}`,
          owner: 'me',
        }),
      )
      paid += amount
    }
    if (isPaid || (due > -1 && due < 25 && random.chance(0.4))) {
      made.invoices.push({
        number: `2699${String(made.invoices.length + 1).padStart(16, '0')}`,
        contract: contract['#'],
        account: contract.account,
        kind: random.weighted([
          ['electronic', 70],
          ['special', 30],
        ]),
        status: isPaid ? 'issued' : 'requested',
        amount: yuan(amount),
        issuedOn: day(isPaid ? Math.min(-1, paidOn) : -1),
        owner: 'me',
      })
    }
  })
  return paid
}

function makeOrder(random, deal, contract, signedOn, made) {
  const { account, lines, total } = deal.of
  const orderedOn = Math.min(-1, signedOn + random.int(0, 4))
  const deliverOn = orderedOn + random.int(12, 50)
  const isLate = deliverOn < -1 && deliverOn > -12 && random.chance(0.3)
  const order = {
    '#': `d${String(made.orders.length + 1).padStart(4, '0')}`,
    subject: `${account.shortName}订单`,
    account: deal.account,
    opportunity: deal['#'],
    contract: contract['#'],
    quote: deal.of.quote['#'],
    status: isLate ? 'confirmed' : deliverOn < -20 ? 'done' : deliverOn < 3 ? 'shipped' : 'confirmed',
    orderedOn: day(orderedOn),
    deliverOn: day(deliverOn),
    shipTo: account.address,
    owner: deal.owner,
    on: orderedOn,
    total,
    products: lines.map(({ product }) => product),
  }
  account.orders.push(order)
  made.orders.push(order)
  for (const line of lines) made.orderLines.push(lineRow('order', order['#'], deal.owner, line))
}
