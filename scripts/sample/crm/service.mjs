import { day, moment } from '../days.mjs'
import { articles } from './articles.mjs'
import { suggestions, surveyComments, taskTexts, ticketDescriptions, ticketTexts } from './phrases.mjs'

const kinds = [
  ['consult', 36],
  ['fault', 38],
  ['request', 19],
  ['complaint', 7],
]

/** Tickets of customers who have bought something. */
export function makeTickets(random, accounts, count) {
  const shares = accounts
    .filter(({ orders }) => orders.some(({ on }) => on < -20))
    .map((account) => [account, 1 + account.orders.length])
  const opened = Array.from({ length: count }, () => -Math.floor(1 + random.next() ** 1.5 * 360)).sort((a, b) => a - b)
  return opened.map((on, index) => {
    const account = random.weighted(shares)
    const order = random.pick(account.orders.filter((one) => one.on < -20))
    const kind = random.weighted(kinds)
    const [subject, solution] = random.pick(ticketTexts[kind])
    const priority =
      kind === 'complaint'
        ? 'high'
        : random.weighted([
            ['low', 18],
            ['normal', 58],
            ['high', 19],
            ['urgent', 5],
          ])
    const hour = random.int(8, 16)
    const repliedAfter = random.weighted([
      [random.int(5, 50), 70],
      [random.int(51, 170), 30],
    ])
    const solvedAfter = random.weighted([
      [0, 46],
      [1, 26],
      [2, 14],
      [random.int(3, 8), 14],
    ])
    const isOpen = on + solvedAfter >= -1 || (on > -8 ? random.chance(0.5) : on > -30 && random.chance(0.08))
    const status = isOpen
      ? random.weighted([
          ['new', on > -3 ? 60 : 0],
          ['processing', 45],
          ['waiting', 25],
        ])
      : on + solvedAfter < -4
        ? 'closed'
        : random.weighted([
            ['solved', 70],
            ['closed', 30],
          ])
    const isSolved = status === 'solved' || status === 'closed'
    const clock = (days, minutes) => moment(days, Math.min(22, hour + Math.floor(minutes / 60)), minutes % 60)
    const ticket = {
      '#': `t${String(index + 1).padStart(3, '0')}`,
      subject,
      account: account['#'],
      contact: random.pick(account.contacts)['#'],
      product: random.pick(order.products).code,
      order: order['#'],
      channel: random.weighted([
        ['phone', 44],
        ['wechat', 30],
        ['mail', 12],
        ['web', 10],
        ['onsite', 4],
      ]),
      kind,
      priority,
      description: random.pick(ticketDescriptions),
      status,
      openedAt: moment(on, hour, 0),
      firstReplyAt: status === 'new' ? '' : clock(on, repliedAfter),
      solvedAt: isSolved ? clock(on + solvedAfter, 240 + random.int(0, 59)) : '',
      closedAt: status === 'closed' ? moment(on + solvedAfter + 1, 18, 0) : '',
      reopened: isSolved && random.chance(0.06) ? 1 : 0,
      solution: isSolved ? solution : '',
      article: random.chance(0.35) ? `k${random.int(1, 25)}` : '',
      owner: random.weighted([
        ['ask.lead', 60],
        ['me', 40],
      ]),
      on,
      of: account,
    }
    account.tickets = [...(account.tickets ?? []), ticket]
    return ticket
  })
}

const handoverNotes = [
  '已远程检查，需要约客户停机。',
  '客户要求加购备件，请报价。',
  '现场已处理，待客户确认。',
  '技术问题超出一线范围，附日志。',
  '休假交接，客户周三在现场。',
]

/** Some tickets went from one person to another. */
export const makeHandovers = (random, tickets) =>
  tickets
    .filter(({ status, kind }) => status !== 'new' && random.chance(kind === 'complaint' ? 0.3 : 0.05))
    .map((ticket) => ({
      ticket: ticket['#'],
      fromPerson: ticket.owner === 'me' ? 'ask.lead' : 'me',
      toPerson: ticket.owner,
      handedAt: moment(ticket.on, 17, random.int(0, 59)),
      statusThen: random.pick(['新建', '处理中']),
      note: random.pick(handoverNotes),
      rating: random.chance(0.6) ? random.int(3, 5) : '',
      owner: ticket.owner,
    }))

/** One survey for most closed tickets. */
export function makeSurveys(random, tickets) {
  return tickets
    .filter(({ status }) => status === 'closed')
    .flatMap((ticket) => {
      if (!random.chance(0.72)) return []
      const isAnswered = random.chance(0.74)
      const slow = ticket.kind === 'complaint' || ticket.reopened > 0
      const score = isAnswered
        ? random.weighted(
            slow
              ? [
                  [1, 25],
                  [2, 25],
                  [3, 25],
                  [4, 15],
                  [5, 10],
                ]
              : [
                  [1, 3],
                  [2, 5],
                  [3, 12],
                  [4, 38],
                  [5, 42],
                ],
          )
        : undefined
      if (score !== undefined) ticket.of.scores = [...(ticket.of.scores ?? []), score]
      const sent = Math.min(-1, ticket.on + 4)
      return [
        {
          ticket: ticket['#'],
          account: ticket.account,
          contact: ticket.contact,
          status: isAnswered ? 'answered' : sent > -14 ? 'sent' : 'expired',
          sentOn: day(sent),
          answeredOn: isAnswered ? day(Math.min(-1, sent + random.int(0, 5))) : '',
          score: score ?? '',
          cause:
            score !== undefined && score <= 2
              ? random.weighted([
                  ['slow', 42],
                  ['unsolved', 26],
                  ['quality', 20],
                  ['attitude', 5],
                  ['price', 7],
                ])
              : '',
          comment:
            score === undefined || random.chance(0.4)
              ? ''
              : random.pick(surveyComments[score <= 2 ? 'bad' : score === 3 ? 'middle' : 'good']),
          owner: ticket.owner,
        },
      ]
    })
}

export const makeArticles = (random) =>
  articles.map(({ subject, category, product, keywords, body }, index) => ({
    '#': `k${index + 1}`,
    subject,
    category,
    status: index === 13 ? 'draft' : 'published',
    keywords,
    product: product ?? '',
    body,
    reviewOn: day(random.int(30, 330)),
    owner: 'ask.lead',
  }))

export function makeSuggestions(random, accounts) {
  const customers = accounts.filter(({ orders }) => orders.length > 0)
  return suggestions.map(([subject, kind, product, status, description, answer]) => ({
    subject,
    kind,
    product: product ?? '',
    status,
    description,
    answer,
    accounts: random.some(customers, random.int(1, 6)).map((account) => account['#']),
    owner: 'ask.lead',
  }))
}

/** Tasks: done ones, some that are overdue, and those of the days to come. */
export function makeTasks(random, accounts, leads, count) {
  const escalated = leads
    .filter((lead) => lead.escalated)
    .map((lead) => ({
      subject: `尽快联系线索：${lead.name}`,
      assignee: lead.owner,
      dueOn: day(Math.min(-1, lead.on + 3)),
      priority: 'high',
      status: 'open',
      owner: lead.owner,
    }))
  const others = Array.from({ length: count - escalated.length }, () => {
    const account = random.pick(accounts.filter(({ orders, wonOn }) => orders.length > 0 || wonOn !== undefined))
    const [from, to, status] = random.weighted([
      [[-40, -2, 'done'], 40],
      [[-12, -1, 'open'], 18],
      [[0, 21, 'open'], 62],
    ])
    return {
      subject: random.pick(taskTexts).replace('{name}', account.shortName),
      assignee: account.owner,
      dueOn: day(random.int(from, to)),
      priority: random.weighted([
        ['low', 14],
        ['normal', 66],
        ['high', 20],
      ]),
      status,
      owner: account.owner,
    }
  })
  return [...escalated, ...others]
}
