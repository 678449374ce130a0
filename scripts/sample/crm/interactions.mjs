import { day, workingMoment } from '../days.mjs'
import { followUpKinds, followUpNote, leadNeeds, needs } from './phrases.mjs'
import { campaigns } from './campaigns.mjs'
import { mobileNumber, personName } from './people.mjs'
import { inventCompany } from './companies.mjs'

const results = [
  ['positive', 36],
  ['neutral', 42],
  ['negative', 12],
  ['unreached', 10],
]

function note(random, on, product, about, owner) {
  const kind = random.weighted(followUpKinds)
  return {
    kind,
    content: followUpNote(random, kind, product),
    happenedAt: workingMoment(random, on),
    result: random.weighted(results),
    need: random.chance(0.12) ? random.pick(needs) : '',
    owner,
    ...about,
  }
}

/** Follow-ups of deals along their way, of customers that are looked after, and of leads. */
export function makeFollowUps(random, accounts, deals, leads) {
  const all = []
  const add = (account, on, row) => {
    account?.followUps.push(on)
    all.push({ on, row })
  }
  for (const deal of deals) {
    const { account, start, end, isOpen, lines, reached } = deal.of
    const last = end ?? -1
    const count = isOpen
      ? random.int(2, 4)
      : deal.stage === 'won'
        ? random.int(2, 3)
        : 1 + Math.min(reached, random.int(0, 2))
    for (let index = 0; index < count; index += 1) {
      const on = Math.min(-1, index === 0 && isOpen ? Math.max(start, -random.int(1, 24)) : random.int(start, last))
      add(account, on, {
        ...note(random, on, lines[0].product.name, { opportunity: deal['#'], contact: deal.contact }, deal.owner),
        nextOn: isOpen && index === 0 && random.chance(0.5) ? day(random.int(-3, 10)) : '',
      })
    }
  }
  for (const account of accounts) {
    const isCustomer = account.orders.length > 0
    if (!isCustomer && !random.chance(0.25)) continue
    const contact = account.contacts[0]
    const product = account.orders.at(-1)?.products[0].name ?? 'V 系列检测仪'
    for (let index = 0; index < (isCustomer ? 2 : 1); index += 1) {
      const on = isCustomer && index === 0 && random.chance(0.8) ? -random.int(1, 13) : -random.int(15, 300)
      add(account, on, note(random, on, product, { account: account['#'], contact: contact['#'] }, account.owner))
    }
  }
  for (const lead of leads.filter(({ touched }) => touched)) {
    const on = Math.min(-1, lead.on + random.int(0, 3))
    add(undefined, on, note(random, on, 'V 系列检测仪', { lead: lead['#'] }, lead.owner))
  }
  return all.sort((a, b) => a.on - b.on).map(({ row }) => row)
}

const invalid = [
  ['noNeed', 34],
  ['wrongNumber', 22],
  ['noBudget', 22],
  ['competitor', 14],
  ['duplicate', 8],
]
const titles = ['总经理', '采购经理', '设备科长', '质量经理', '工程师', '生产经理', '采购专员', '车间主任', '']
const conversionBySource = {
  referral: 0.42,
  partner: 0.34,
  expo: 0.28,
  web: 0.24,
  search: 0.18,
  offline: 0.14,
  call: 0.12,
  douyin: 0.09,
}
const leadSources = [
  ['web', 26],
  ['douyin', 20],
  ['search', 16],
  ['expo', 18],
  ['referral', 8],
  ['offline', 5],
  ['call', 4],
  ['partner', 3],
]

/** Leads: who was converted became a customer with a deal of the sample; the others are people nobody knows yet. */
export function makeLeads(random, accounts, deals, count) {
  const taken = new Set(accounts.map(({ shortName }) => shortName.slice(0, 2)))
  const fresh = new Map()
  for (const deal of deals)
    if (deal.kind === 'new' && deal.of.start > -540 && !fresh.has(deal.account)) fresh.set(deal.account, deal)
  const bySource = new Map()
  for (const deal of fresh.values()) bySource.set(deal.source, [...(bySource.get(deal.source) ?? []), deal])
  const leads = []
  for (let index = 0; index < count; index += 1) {
    const source = random.weighted(leadSources)
    const deal = random.chance(conversionBySource[source] * 1.25) ? bySource.get(source)?.shift() : undefined
    leads.push(
      deal === undefined ? openLead(random, accounts, taken, source, index) : convertedLead(random, deal, index),
    )
  }
  return leads
}

const views = (random) =>
  random.weighted([
    [0, 30],
    [1, 22],
    [2, 18],
    [3, 12],
    [5, 10],
    [8, 8],
  ])

function convertedLead(random, deal, index) {
  const { account, start } = deal.of
  const contact = account.contacts.find((one) => one['#'] === deal.contact)
  const on = start - random.int(0, 6)
  return {
    '#': `l${String(index + 1).padStart(3, '0')}`,
    name: contact.name,
    company: account.name,
    jobTitle: contact.jobTitle,
    mobile: contact.mobile,
    email: contact.email,
    wechat: contact.mobile === '' && contact.email === '' ? contact.wechat : '',
    source: deal.source,
    campaign: deal.campaign,
    referrer: account.referrer,
    industry: account.industry,
    region: account.region,
    need: random.pick(leadNeeds),
    budget: deal.budget,
    pageViews: views(random),
    receivedAt: workingMoment(random, on),
    status: 'converted',
    convertedAccount: deal.account,
    convertedContact: deal.contact,
    convertedOpportunity: deal['#'],
    owner: deal.owner,
    on,
    touched: random.chance(0.6),
  }
}

function openLead(random, accounts, taken, source, index) {
  // Most of those that came to nothing are old; those at work are of the last weeks.
  const isOld = random.chance(0.74)
  const on = isOld ? -random.int(22, 540) : -random.int(0, 21)
  const status = isOld
    ? 'invalid'
    : random.weighted(
        on > -4
          ? [
              ['new', 70],
              ['contacting', 30],
            ]
          : [
              ['new', 8],
              ['contacting', 56],
              ['qualified', 36],
            ],
      )
  const { name, pinyin } = personName(random)
  const { name: company, domain, industry, region } = inventCompany(random, taken)
  const isKnown = status === 'qualified' || random.chance(0.75)
  const fitting = campaigns.flatMap(([, channel, from, to], at) =>
    channel === source && on >= from && on <= to + 20 && from < 0 ? [`c${String(at + 1).padStart(2, '0')}`] : [],
  )
  return {
    '#': `l${String(index + 1).padStart(3, '0')}`,
    name,
    company: isKnown ? company : '',
    jobTitle: random.pick(titles),
    mobile: mobileNumber(20000 + index),
    email: random.chance(0.3) ? `${pinyin}@${domain}` : '',
    source,
    campaign: fitting.length > 0 ? random.pick(fitting) : '',
    referrer: source === 'referral' ? random.pick(accounts)['#'] : '',
    industry: isKnown ? industry : '',
    region: isKnown ? region : '',
    need: status === 'qualified' || random.chance(0.6) ? random.pick(leadNeeds) : '',
    budget: random.chance(0.35) ? random.int(2, 60) * 10000 : '',
    pageViews: views(random),
    receivedAt: workingMoment(random, on === 0 ? -1 : on),
    status,
    invalidReason: status === 'invalid' ? random.weighted(invalid) : '',
    escalated: status === 'new' && on < -3,
    owner: random.weighted([
      ['ask.sales', 70],
      ['ask.lead', 20],
      ['me', 10],
    ]),
    on: Math.min(on, -1),
    touched: status !== 'new' && random.chance(0.7),
  }
}

/** Who was invited to campaigns: their leads, and contacts of customers. */
export function makeMembers(random, contacts, leads) {
  const members = []
  campaigns.forEach(([, , , last, , , state], index) => {
    const campaign = `c${String(index + 1).padStart(2, '0')}`
    const isOver = state === 'done'
    const row = (who) => ({
      campaign,
      ...who,
      status: isOver
        ? random.weighted([
            ['invited', 40],
            ['registered', 12],
            ['attended', 28],
            ['responded', 16],
            ['declined', 4],
          ])
        : random.weighted([
            ['invited', 80],
            ['registered', 20],
          ]),
      respondedOn: '',
      owner: 'ask.lead',
    })
    const invited = random.some(contacts, random.int(22, 34)).map((contact) => row({ contact: contact['#'] }))
    const came = leads
      .filter((lead) => lead.campaign === campaign)
      .slice(0, 16)
      .map((lead) => ({ ...row({ lead: lead['#'] }), status: 'responded' }))
    for (const member of [...invited, ...came])
      members.push(
        member.status === 'responded' && isOver
          ? { ...member, respondedOn: day(Math.min(-1, last + random.int(0, 6))) }
          : member,
      )
  })
  return members
}
