import { inventCompany, socialCreditCode } from './companies.mjs'
import { mobileNumber, personName, positions } from './people.mjs'

const sources = [
  ['web', 20],
  ['search', 14],
  ['expo', 20],
  ['referral', 14],
  ['call', 12],
  ['partner', 10],
  ['douyin', 7],
  ['offline', 3],
]
const sizes = [
  ['micro', 12],
  ['small', 34],
  ['medium', 32],
  ['large', 17],
  ['huge', 5],
]
const revenueOf = { micro: [2, 12], small: [8, 60], medium: [40, 220], large: [180, 900], huge: [800, 4000] }
const capitalOf = { micro: 100, small: 500, medium: 2000, large: 8000, huge: 30000 }
const creditLimits = { a: 600000, b: 250000, c: 80000, d: 10000 }
const id = (letter, index, digits) => `${letter}${String(index + 1).padStart(digits, '0')}`

/** Customers: `weight` says how much business there may be with one; what is won later sets the rest. */
export function makeAccounts(random, count) {
  const taken = new Set()
  const accounts = []
  for (let index = 0; index < count; index += 1) {
    const company = inventCompany(random, taken)
    const size = random.weighted(sizes)
    const [least, most] = revenueOf[size]
    const source = random.weighted(sources)
    const creditLevel = random.weighted([
      ['a', 14],
      ['b', 46],
      ['c', 34],
      ['d', 6],
    ])
    accounts.push({
      ...company,
      '#': id('a', index, 3),
      taxId: random.chance(0.86) ? socialCreditCode(index) : '',
      size,
      source,
      // Customers refer others once there are some.
      referrer: source === 'referral' && index > 40 ? random.pick(accounts.slice(0, index))['#'] : '',
      phone: random.chance(0.5) ? `400${String(9990000 + index)}` : '',
      website: random.chance(0.7) ? `https://${company.domain}` : '',
      annualRevenue: random.int(least, most) * 1000000,
      strategic: random.chance(0.04),
      creditLevel,
      creditLimit: creditLimits[creditLevel],
      legalPerson: personName(random).name,
      registeredCapital: Math.ceil((capitalOf[size] * random.int(4, 20)) / 10) * 10000,
      foundedOn: `${random.int(1992, 2021)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      owner: random.weighted([
        ['ask.sales', 68],
        ['ask.lead', 22],
        ['me', 10],
      ]),
      financeContact: 'me',
      weight: random.next() ** 3 * 8 + 0.3,
      contacts: [],
      followUps: [],
      orders: [],
      contracts: [],
    })
  }
  return accounts
}

const attitudes = [
  ['supporter', 38],
  ['neutral', 50],
  ['opponent', 12],
]

/** One contact for each customer, the rest where there is more business. */
export function makeContacts(random, accounts, count) {
  const shares = accounts.map((account) => [account, account.weight + 0.8])
  const contacts = []
  for (let index = 0; index < count; index += 1) {
    const account = accounts[index] ?? random.weighted(shares)
    const { name, pinyin } = personName(random)
    const contact = {
      '#': id('p', index, 4),
      name,
      account: account['#'],
      ...random.weighted(positions),
      mobile: random.chance(0.94) ? mobileNumber(index + 1) : '',
      email: random.chance(0.72) ? `${pinyin}${index % 7 === 0 ? index : ''}@${account.domain}` : '',
      wechat: random.chance(0.35) ? `${pinyin}_${String(index).padStart(4, '0')}` : '',
      attitude: random.weighted(attitudes),
      primary: account.contacts.length === 0,
      birthday: random.chance(0.25)
        ? `${random.int(1966, 1997)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
        : '',
      doNotContact: random.chance(0.02),
      owner: account.owner,
    }
    if (contact.mobile === '' && contact.email === '' && contact.wechat === '')
      contact.email = `${pinyin}${index}@${account.domain}`
    account.contacts.push(contact)
    contacts.push(contact)
  }
  return contacts
}
