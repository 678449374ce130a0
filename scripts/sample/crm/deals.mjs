import { day } from '../days.mjs'
import { lineTotals, yuan } from '../money.mjs'
import { campaigns } from './campaigns.mjs'
import { lostNotes, minutes, needs, nextSteps } from './phrases.mjs'
import { products } from './products.mjs'

const stages = {
  standard: ['discover', 'need', 'proposal', 'negotiation'],
  industrial: ['project', 'technical', 'trial', 'bid', 'contracting'],
}
/** The first stage in which a deal has been quoted. */
const quotedFrom = { standard: 2, industrial: 3 }
const winRates = {
  referral: 0.4,
  partner: 0.31,
  expo: 0.24,
  web: 0.21,
  search: 0.17,
  call: 0.13,
  offline: 0.13,
  douyin: 0.09,
}
const reasons = [
  ['price', 28],
  ['competitor', 22],
  ['delay', 14],
  ['budget', 13],
  ['silent', 11],
  ['product', 8],
  ['relation', 4],
]
const byCategory = (category) => products.filter((product) => product.category === category)
const [equipment, spares, software, services] = ['equipment', 'part', 'software', 'service'].map(byCategory)
const large = equipment.filter(({ list }) => list >= 8000000)

const line = (random, product, quantity, discounts) => ({
  product,
  quantity,
  price: product.list,
  discount: random.weighted(discounts),
  taxRate: product.tax,
})

/** What a deal is about: a machine with what belongs to it, spare parts, or service. */
function basketOf(random, pipeline, hasBought) {
  const discounts = [
    [0, 40],
    [3, 15],
    [5, 25],
    [8, 12],
    [12, 8],
  ]
  if (pipeline === 'industrial') {
    return [
      line(random, random.pick(large), random.int(2, 6), discounts),
      line(random, random.pick(software), random.int(1, 4), discounts),
      line(random, services[0], random.int(5, 20), [[0, 1]]),
    ]
  }
  const kind = random.weighted(
    hasBought
      ? [
          ['machine', 40],
          ['spares', 35],
          ['service', 25],
        ]
      : [
          ['machine', 72],
          ['spares', 18],
          ['service', 10],
        ],
  )
  if (kind === 'spares')
    return random.some(spares, random.int(1, 3)).map((product) => line(random, product, random.int(2, 24), discounts))
  if (kind === 'service')
    return random.some(services, random.int(1, 2)).map((product) =>
      line(random, product, random.int(1, 4), [
        [0, 70],
        [5, 30],
      ]),
    )
  const extra = random.chance(0.6) ? [line(random, random.pick(software), 1, discounts)] : []
  return [
    line(
      random,
      random.pick(equipment),
      random.weighted([
        [1, 6],
        [2, 3],
        [3, 1],
      ]),
      discounts,
    ),
    ...extra,
    ...(random.chance(0.4) ? [line(random, services[0], random.int(1, 4), [[0, 1]])] : []),
  ]
}

/** Starts are spread over two years: more of late, and two high seasons a year. */
function startDay(random) {
  for (;;) {
    const ago = random.int(1, 730)
    const season = 1 + 0.35 * Math.cos((ago / 365) * 4 * Math.PI) + 0.15 * Math.cos((ago / 365) * 2 * Math.PI)
    if (random.next() * 1.9 < season * (1.25 - (0.5 * ago) / 730)) return -ago
  }
}

function campaignOf(random, source, start) {
  const fitting = campaigns.flatMap(([, channel, from, to], index) =>
    channel === source && start >= from && start <= to + 70 && from < 0
      ? [`c${String(index + 1).padStart(2, '0')}`]
      : [],
  )
  return fitting.length > 0 && random.chance(0.7) ? random.pick(fitting) : ''
}

/** Deals of two years, oldest first: each knows its lines, how far it came, and its days. */
export function makeDeals(random, accounts, count) {
  const shares = accounts.slice(Math.floor(accounts.length * 0.18)).map((account) => [account, account.weight])
  const starts = Array.from({ length: count }, () => startDay(random)).sort((a, b) => a - b)
  return starts.map((start, index) => makeDeal(random, random.weighted(shares), start, index))
}

function makeDeal(random, account, start, index) {
  const bought = account.wonOn !== undefined && account.wonOn < start
  const pipeline =
    ['manufacturing', 'energy', 'chemicals', 'electronics'].includes(account.industry) && random.chance(0.16)
      ? 'industrial'
      : 'standard'
  const lines = basketOf(random, pipeline, bought)
  const total = lines.reduce((sum, one) => sum + lineTotals(one).gross, 0)
  const source = bought
    ? random.weighted([
        ['referral', 1],
        [account.source, 3],
        ['call', 1],
      ])
    : account.source
  const cycle =
    pipeline === 'industrial' ? random.int(130, 300) : random.int(18, 60) + Math.round(Math.min(total / 400000, 60))
  const names = stages[pipeline]
  const chance = Math.max(
    0.05,
    winRates[source] * (bought ? 1.35 : 1) * (total > 20000000 ? 0.7 : total < 3000000 ? 1.15 : 1),
  )
  const isWon = random.next() < chance
  const end = isWon ? start + cycle : start + Math.max(4, Math.round(cycle * random.next() ** 0.9))
  const isOpen = end > -1
  const progress = isOpen ? Math.min(0.99, -start / cycle) : isWon ? 0.99 : Math.min(0.99, (end - start) / cycle)
  const reached = Math.floor(progress * names.length)
  const isQuoted = reached >= quotedFrom[pipeline]
  const decider = account.contacts.find(({ decisionRole }) => decisionRole === 'decider') ?? account.contacts[0]
  const main = random.pick(account.contacts)
  const amount = isQuoted ? total : Math.round(total / 100000) * 100000
  const lostReason = isOpen || isWon ? '' : random.weighted(reasons)
  const met = random.chance(pipeline === 'industrial' || total > 8000000 ? 0.65 : 0.25)
    ? random.some([1, 1, 2, 3, 4, 5, 6, 7], random.int(1, 2))
    : []
  const rivals = [...new Set(met)].map((number) => `r${number}`)
  const lostTo = lostReason === 'competitor' ? (rivals[0] ?? 'r1') : ''
  const machine = lines[0].product
  if (isWon && !isOpen) account.wonOn = Math.min(account.wonOn ?? end, end)
  return {
    '#': `o${String(index + 1).padStart(4, '0')}`,
    name: `${account.shortName}${random.weighted([
      ['', 3],
      ['一期', 2],
      ['二期', 1],
      ['扩产', 1],
      ['改造', 2],
    ])}${machine.name.replace(/ .*/, '')}${pipeline === 'industrial' ? '项目' : '采购'}`,
    account: account['#'],
    contact: main['#'],
    pipeline,
    stage: isOpen ? names[reached] : isWon ? 'won' : 'lost',
    amount: yuan(Math.max(amount, 100000)),
    expectedOn: day(isOpen ? start + cycle + random.int(-12, 25) : end + random.int(-15, 5)),
    closedOn: isOpen ? '' : day(end),
    kind: bought
      ? random.weighted([
          ['upsell', 3],
          ['renewal', 1],
        ])
      : 'new',
    source,
    campaign: campaignOf(random, source, start),
    budget:
      reached >= 1 || isWon
        ? Math.max(Math.ceil(total / 1000000) * 10000, pipeline === 'industrial' ? 120000 : 1000)
        : '',
    purchasePeriod:
      reached >= 1 || isWon ? (cycle < 45 ? 'month' : cycle < 100 ? 'quarter' : cycle < 200 ? 'half' : 'year') : '',
    decisionMaker: reached >= 1 || isWon ? decider['#'] : '',
    minutes: reached >= 2 ? `${random.pick(needs)}。${random.pick(minutes)}` : '',
    bidOn: pipeline === 'industrial' && reached >= 3 ? day(Math.round(start + cycle * 0.65)) : '',
    nextStep: isOpen ? random.pick(nextSteps) : '',
    nextOn: isOpen ? day(random.int(-4, 14)) : '',
    keyDeal: isOpen && total > 25000000,
    team: isOpen && total > 25000000 && account.owner === 'ask.sales' ? ['ask.lead'] : '',
    competitors: [...new Set([...rivals, ...(lostTo === '' ? [] : [lostTo])])],
    lostReason,
    lostTo,
    lostAt: lostReason === '' ? '' : names[reached],
    lostNote: lostReason === '' ? '' : lostNotes[lostReason],
    owner: account.owner,
    // Not columns: what others are made of.
    of: {
      account,
      lines,
      total,
      start,
      end: isOpen ? undefined : end,
      cycle,
      reached,
      isOpen,
      isWon: isWon && !isOpen,
      isQuoted: isQuoted || (isWon && !isOpen),
    },
  }
}

/** Who decides on large deals, and how they stand to us. */
export function makeCommittees(random, deals) {
  return deals.flatMap((deal) => {
    const { account, total, reached, isOpen } = deal.of
    if (total < 9000000 || reached < 1 || (!isOpen && random.chance(0.8))) return []
    return random.some(account.contacts, random.int(2, 5)).map((contact) => ({
      opportunity: deal['#'],
      contact: contact['#'],
      role: contact.decisionRole,
      attitude: deal.stage === 'won' && random.chance(0.5) ? 'supporter' : contact.attitude,
      influence: random.int(2, 5),
      owner: deal.owner,
    }))
  })
}
