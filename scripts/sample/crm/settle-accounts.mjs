import { day } from '../days.mjs'

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)
const periods = { vip: 7, key: 14, normal: 30 }

/** What the rules of the documents would make of a customer, so that loading the sample starts no workflow. */
export function settleAccount(random, account, hasDeal) {
  const { orders, scores = [], tickets = [], owed = 0, followUps, strategic } = account
  const ordered = sum(orders.map(({ total }) => total))
  const lastOrder = Math.max(...orders.map(({ on }) => on))
  const satisfaction = scores.length === 0 ? undefined : Math.round((sum(scores) / scores.length) * 10) / 10
  const open = tickets.filter(({ status }) => status !== 'solved' && status !== 'closed').length
  account.lifeStage =
    orders.length === 0
      ? account.wonOn !== undefined
        ? 'won'
        : hasDeal
          ? 'interested'
          : 'potential'
      : lastOrder < -180
        ? 'dormant'
        : orders.length >= 3
          ? 'loyal'
          : 'won'
  account.grade = gradeOf(account, ordered, satisfaction)
  account.tags = [
    ...(strategic ? ['战略客户'] : []),
    ...(ordered >= 50000000 ? ['高价值'] : []),
    ...(followUps.length >= 20 ? ['沟通活跃'] : []),
    ...(satisfaction < 3 || open >= 3 ? ['流失风险'] : []),
    ...(owed > account.creditLimit * 100 ? ['超信用额度'] : []),
    ...(random.chance(0.08) ? ['价格敏感'] : []),
    ...(orders.length >= 3 && random.chance(0.2) ? ['标杆客户'] : []),
  ]
  account.remindedOn = remindedOn(random, account)
}

function gradeOf({ annualRevenue, size, creditLevel, strategic }, ordered, satisfaction) {
  const score = sum([
    ordered >= 50000000 ? 40 : ordered >= 10000000 ? 20 : 0,
    annualRevenue >= 100000000 ? 20 : 0,
    size === 'large' || size === 'huge' ? 10 : 0,
    creditLevel === 'a' ? 10 : creditLevel === 'd' ? -30 : 0,
    strategic ? 30 : 0,
    satisfaction >= 4 ? 10 : 0,
  ])
  return score >= 60 ? 'vip' : score >= 30 ? 'key' : 'normal'
}

/** Most silent customers have been reminded of; a few come up tomorrow. */
function remindedOn(random, { lifeStage, grade, followUps }) {
  const silent = -Math.max(...followUps)
  const isLookedAfter = ['interested', 'won', 'loyal'].includes(lifeStage)
  if (!isLookedAfter || silent < periods[grade] || random.chance(0.05)) return ''
  return day(-random.int(0, periods[grade] - 2))
}
