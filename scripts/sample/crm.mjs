/**
 * The sample data of templates/crm, made from one seed: the same seed gives the same bytes. Companies, people, codes and numbers are
 * made up; mobile numbers are of a block that no operator has, addresses of example.com.
 *
 * node scripts/sample/crm.mjs   writes templates/crm/data
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRandom } from './random.mjs'
import { toCsv } from './csv.mjs'
import { day } from './days.mjs'
import { yuan } from './money.mjs'
import { makeAccounts, makeContacts } from './crm/accounts.mjs'
import { campaigns } from './crm/campaigns.mjs'
import { makeCommittees, makeDeals } from './crm/deals.mjs'
import { makeFollowUps, makeLeads, makeMembers } from './crm/interactions.mjs'
import { competitors, products } from './crm/products.mjs'
import { makeArticles, makeHandovers, makeSuggestions, makeSurveys, makeTasks, makeTickets } from './crm/service.mjs'
import { settleAccount } from './crm/settle-accounts.mjs'
import { makeQuotes, makeTrade } from './crm/trade.mjs'

export const seed = 20260901

/** CSV by the key of its object; `scale` makes less of everything, and what is nothing then is left out. */
export function crmSample(of = seed, scale = 1) {
  const random = createRandom(of)
  const about = (count) => Math.ceil(count * scale)
  const accounts = makeAccounts(random, about(500))
  const contacts = makeContacts(random, accounts, about(1200))
  const deals = makeDeals(random, accounts, about(2000))
  const committee = makeCommittees(random, deals)
  const { quotes, lines: quoteLines } = makeQuotes(random, deals)
  const { contracts, orders, orderLines, plans, payments, invoices } = makeTrade(random, deals)
  const leads = makeLeads(random, accounts, deals, about(600))
  const followUps = makeFollowUps(random, accounts, deals, leads)
  const tickets = makeTickets(random, accounts, about(400))
  const surveys = makeSurveys(random, tickets)
  const handovers = makeHandovers(random, tickets)
  const withDeals = new Set(deals.map(({ account }) => account))
  for (const account of accounts) settleAccount(random, account, withDeals.has(account['#']))
  const rows = {
    product: products.map((one) => ({
      '#': one.code,
      code: one.code,
      name: one.name,
      category: one.category,
      unit: one.unit,
      listPrice: yuan(one.list),
      cost: yuan(one.cost),
      taxRate: one.tax / 100,
      warrantyMonths: one.warranty,
      active: one.code !== 'SW-VIEW',
      description: one.description,
      owner: 'me',
    })),
    priceBook: priceBooks,
    priceBookEntry: priceBookEntries(),
    competitor: competitors.map(([name, threat, sold, strengths, weaknesses, tactics], index) => ({
      '#': `r${index + 1}`,
      name,
      threat,
      products: sold,
      strengths,
      weaknesses,
      tactics,
      owner: 'me',
    })),
    campaign: campaigns.map(([name, channel, from, to, budget, cost, status, goal], index) => ({
      '#': `c${String(index + 1).padStart(2, '0')}`,
      name,
      channel,
      startOn: day(from),
      endOn: day(to),
      budget,
      cost,
      status,
      goal,
      owner: 'ask.lead',
    })),
    account: accounts,
    contact: contacts,
    opportunity: deals,
    buyingMember: committee,
    lead: leads,
    campaignMember: makeMembers(random, contacts, leads),
    quote: quotes,
    quoteLine: quoteLines,
    contract: contracts,
    order: orders,
    orderLine: orderLines,
    collectionPlan: plans,
    payment: payments,
    invoice: invoices,
    followUp: followUps,
    article: makeArticles(random),
    ticket: tickets,
    survey: surveys,
    ticketHandover: handovers,
    suggestion: makeSuggestions(random, accounts),
    task: makeTasks(random, accounts, leads, about(120)),
  }
  return new Map(
    Object.entries(rows)
      .filter(([, list]) => list.length > 0)
      .map(([object, list]) => [object, toCsv(columns[object].split(' '), list)]),
  )
}

const priceBooks = [
  { '#': 'b1', name: '标准价格表', kind: 'standard', validFrom: day(-730), validTo: '', active: true, owner: 'me' },
  { '#': 'b2', name: '渠道价格表', kind: 'partner', validFrom: day(-730), validTo: '', active: true, owner: 'me' },
  {
    '#': 'b3',
    name: '季度促销价格表',
    kind: 'promotion',
    validFrom: day(-20),
    validTo: day(40),
    active: true,
    owner: 'me',
  },
]

function priceBookEntries() {
  const entry = (priceBook, product, price, minQuantity = 1) => ({
    priceBook,
    product: product.code,
    minQuantity,
    price: yuan(price),
    owner: 'me',
  })
  return [
    ...products.map((product) => entry('b1', product, product.list)),
    ...products
      .filter(({ category }) => category !== 'service')
      .map((product) => entry('b2', product, Math.round((product.list * 0.88) / 1000) * 1000)),
    ...products
      .filter(({ category }) => category === 'part')
      .map((product) => entry('b3', product, Math.round((product.list * 0.9) / 100) * 100, 10)),
  ]
}

/** The columns of each table, in their order; what no row fills is left out. */
const columns = {
  product: '# code name category unit listPrice taxRate cost warrantyMonths active description owner',
  priceBook: '# name kind validFrom validTo active owner',
  priceBookEntry: 'priceBook product minQuantity price owner',
  competitor: '# name threat products strengths weaknesses tactics owner',
  campaign: '# name channel status startOn endOn budget cost goal owner',
  account:
    '# name shortName taxId industry size region address phone website source referrer lifeStage grade tags creditLevel creditLimit annualRevenue strategic legalPerson registeredCapital foundedOn remindedOn financeContact owner',
  contact:
    '# name account jobTitle department mobile email wechat decisionRole attitude primary doNotContact birthday owner',
  opportunity:
    '# name account contact pipeline stage amount expectedOn closedOn kind source campaign budget purchasePeriod decisionMaker minutes bidOn nextStep nextOn keyDeal team competitors lostReason lostTo lostAt lostNote owner',
  buyingMember: 'opportunity contact role attitude influence owner',
  lead: '# name company jobTitle mobile email wechat source campaign referrer industry region need budget pageViews receivedAt status invalidReason escalated convertedAccount convertedContact convertedOpportunity owner',
  campaignMember: 'campaign contact lead status respondedOn owner',
  quote: '# subject opportunity account contact priceBook status quotedOn validUntil sentOn feedbackOn feedback owner',
  quoteLine: 'quote product quantity price discount taxRate owner',
  contract:
    '# subject account opportunity quote kind status amount signedOn startOn endOn paymentTerms prepayRate renews renewalTold owner',
  order: '# subject account opportunity contract quote status orderedOn deliverOn shipTo owner',
  orderLine: 'order product quantity price discount taxRate owner',
  collectionPlan: '# contract kind dueOn amount owner',
  payment: 'contract plan account amount paidOn method reference owner',
  invoice: 'number contract account kind status amount issuedOn owner',
  followUp: 'kind content happenedAt account contact opportunity lead result need nextOn owner',
  article: '# subject category status keywords product body reviewOn owner',
  ticket:
    '# subject account contact product order channel kind priority description status openedAt firstReplyAt solvedAt closedAt reopened solution article owner',
  survey: 'ticket account contact status sentOn answeredOn score cause comment owner',
  ticketHandover: 'ticket fromPerson toPerson handedAt statusThen note rating owner',
  suggestion: 'subject kind product status description answer accounts owner',
  task: 'subject assignee dueOn priority status owner',
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../templates/crm/data/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) rmSync(`${folder}${name}`)
  for (const [object, csv] of crmSample()) writeFileSync(`${folder}${object}.csv`, csv)
}
