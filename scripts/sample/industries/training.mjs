import { day, moment } from '../days.mjs'
import { mobileNumber, personName } from '../crm/people.mjs'

/** Code, name, subject, level, lessons, yuan a lesson, minutes. */
const courses = [
  ['EN-1', '少儿英语启蒙', 'english', 'starter', 40, 150, 60],
  ['EN-2', '剑桥英语初级', 'english', 'basic', 48, 165, 90],
  ['EN-3', '剑桥英语中级', 'english', 'middle', 48, 180, 90],
  ['MA-1', '数学思维二年级', 'maths', 'basic', 30, 140, 90],
  ['MA-2', '数学思维四年级', 'maths', 'middle', 30, 160, 90],
  ['CO-1', '图形化编程', 'coding', 'starter', 32, 170, 90],
  ['CO-2', 'Python 编程', 'coding', 'middle', 32, 200, 90],
  ['AR-1', '创意美术', 'art', 'basic', 24, 120, 90],
  ['MU-1', '钢琴小组课', 'music', 'starter', 24, 190, 60],
  ['DA-1', '中国舞一级', 'dance', 'basic', 36, 110, 90],
]
const rooms = [
  ['101', 'north', 14],
  ['102', 'north', 12],
  ['201', 'north', 20],
  ['A1', 'south', 16],
  ['A2', 'south', 12],
  ['舞蹈室', 'south', 20],
]
const schools = ['实验小学', '城北小学', '外国语小学', '师范附小', '育才小学', '第三中学']
const teachers = 8
const firstMobile = 90001000
const numbered = (letter, index, digits = 3) => `${letter}${String(index + 1).padStart(digits, '0')}`

/** Rows of the sample of templates/training by object; no room or teacher is booked twice, no class overfilled. */
export function trainingRows(random) {
  const course = courses.map(([code, name, subject, level, lessons, lessonPrice, minutes]) => ({
    '#': code,
    name,
    code,
    subject,
    level,
    lessons,
    minutes,
    lessonPrice,
    remindAt: 8,
    active: true,
    owner: 'me',
  }))
  const teacher = Array.from({ length: teachers }, (_, index) => ({
    '#': numbered('t', index, 2),
    name: personName(random).name,
    mobile: mobileNumber(firstMobile + index),
    subjects: [...new Set([courses[index][2], courses[(index + 3) % courses.length][2]])],
    contractKind: index % 3 === 2 ? 'part' : 'full',
    lessonFee: 90 + random.int(0, 8) * 10,
    active: true,
    owner: 'me',
  }))
  const room = rooms.map(([name, campus, seats]) => ({
    '#': `r-${name}`,
    name,
    campus,
    seats,
    active: true,
    owner: 'me',
  }))
  const classGroup = courses.map((one, index) => classRow(one, index))
  const student = Array.from({ length: 96 }, (_, index) => studentRow(random, index))
  const lesson = classGroup.flatMap(lessonsOf)
  return {
    course,
    teacher,
    room,
    student,
    classGroup,
    lesson,
    ...makeEnrolments(random, { student, classGroup, lesson }),
  }
}

/** Each class has a weekday and an hour of its own, so neither rooms nor teachers meet. */
function classRow([code, name], index) {
  const state = index === 9 ? 'recruiting' : 'running'
  const [roomName, , seats] = rooms[index % rooms.length]
  return {
    '#': numbered('c', index, 2),
    name: `${name}${'一二三四五六日'[index % 7]}班`,
    course: code,
    teacher: numbered('t', index % teachers, 2),
    room: `r-${roomName}`,
    capacity: Math.min(12, seats),
    status: state,
    startOn: day(state === 'running' ? -84 - index : 12),
    endOn: day(state === 'running' ? 140 : 200),
    schedule: `每周一次 ${9 + (index % 4) * 2}:00`,
    owner: 'me',
    index,
  }
}

/** Twelve weeks back and three to come. */
function lessonsOf({ '#': name, name: label, teacher, room, status, index }) {
  if (status !== 'running') return []
  const hour = 9 + (index % 4) * 2
  return Array.from({ length: 15 }, (_, week) => {
    const on = week * 7 - 84 + (index % 7)
    const isDone = on < 0
    return {
      '#': `${name}-${week + 1}`,
      name: `${label} 第 ${week + 1} 次课`,
      classGroup: name,
      teacher,
      room,
      startAt: moment(on, hour, 0),
      endAt: moment(on, hour + 1, 30),
      status: isDone ? 'done' : 'planned',
      topic: isDone ? `第 ${week + 1} 单元` : '',
      owner: 'me',
    }
  })
}

function studentRow(random, index) {
  const { name } = personName(random)
  const status = index < 72 ? 'active' : index < 92 ? 'prospect' : 'left'
  return {
    '#': numbered('x', index),
    name,
    gender: random.pick(['male', 'female']),
    birthday: day(-random.int(6 * 365, 12 * 365)),
    school: random.pick(schools),
    guardian: `${name.slice(0, 1)}${random.pick(['先生', '女士'])}`,
    mobile: mobileNumber(firstMobile + 100 + index),
    campus: random.pick(['north', 'south']),
    source: index > 10 && random.chance(0.25) ? 'referral' : random.pick(['street', 'douyin', 'wechat', 'walkin']),
    referrer: index > 10 && random.chance(0.2) ? numbered('x', random.int(0, 9)) : '',
    status,
    owner: 'ask.adviser',
  }
}

/** Trials, enrolments with their fees, and who came to the last lessons. */
function makeEnrolments(random, { student, classGroup, lesson }) {
  const [trial, enrolment, tuition, attendance] = [[], [], [], []]
  const running = classGroup.filter(({ status }) => status === 'running')
  student.forEach(({ '#': name, name: label, status }, index) => {
    const group = running[index % running.length]
    const course = courses.find(([code]) => code === group.course)
    if (status !== 'active' || index % 3 === 0)
      trial.push(trialRow(random, { index: trial.length, name, course, group, status }))
    if (status !== 'active') return
    enrol(random, {
      name,
      label,
      group,
      course,
      index,
      trial: index % 3 === 0 ? trial.at(-1)['#'] : '',
      enrolment,
      tuition,
    })
    const [, , , , lessons] = course
    const past = lesson.filter((one) => one.classGroup === group['#'] && one.status === 'done').slice(-5)
    for (const one of past) {
      const state = random.weighted([
        ['present', 84],
        ['late', 6],
        ['leave', 7],
        ['absent', 3],
      ])
      attendance.push({
        lesson: one['#'],
        enrolment: enrolment.at(-1)['#'],
        status: state,
        lessons: state === 'leave' ? 0 : lessons < 30 ? 2 : 1,
        owner: 'me',
      })
    }
  })
  return { trial, enrolment, tuition, attendance }
}

function trialRow(random, { index, name, course: [code], group, status }) {
  const on = status === 'prospect' ? random.int(-12, 6) : -random.int(100, 130)
  const state =
    status === 'active'
      ? 'won'
      : status === 'left'
        ? 'lost'
        : on > 0
          ? 'booked'
          : random.pick(['came', 'came', 'missed', 'lost'])
  return {
    '#': numbered('l', index),
    student: name,
    course: code,
    teacher: group.teacher,
    at: moment(on, 10 + (index % 7), 0),
    status: state,
    impression: state === 'booked' || state === 'missed' ? '' : random.int(3, 5),
    lossReason: state === 'lost' ? random.pick(['price', 'time', 'distance', 'rival']) : '',
    owner: 'ask.adviser',
  }
}

function enrol(random, { name, label, group, course, index, trial, enrolment, tuition }) {
  const [code, title, , , lessons, price] = course
  const reduction = random.chance(0.4) ? 200 : 0
  const due = lessons * price - reduction
  const on = -random.int(85, 96)
  const key = numbered('e', index)
  enrolment.push({
    '#': key,
    name: `${label} · ${title}`,
    student: name,
    course: code,
    classGroup: group['#'],
    trial,
    status: 'active',
    lessons,
    gift: random.chance(0.3) ? 2 : 0,
    price,
    reduction,
    enrolledOn: day(on),
    // Some end soon, and wait for their renewal.
    expiresOn: day(index % 9 === 0 ? random.int(20, 55) : 365 + on),
    renewalTold: index % 9 === 0 ? 60 : '',
    owner: 'ask.adviser',
  })
  const pay = (amount, paidOn) =>
    tuition.push({
      enrolment: key,
      amount,
      paidOn: day(paidOn),
      method: random.pick(['wechat', 'wechat', 'alipay', 'card', 'transfer']),
      owner: 'ask.adviser',
    })
  if (random.chance(0.85)) return pay(due, on)
  pay(Math.round(due / 2), on)
  if (random.chance(0.4)) pay(due - Math.round(due / 2), on + 40)
}

/** The columns of each table. */
export const trainingColumns = {
  course: '# name code subject level lessons minutes lessonPrice remindAt active owner',
  teacher: '# name mobile subjects contractKind lessonFee active owner',
  room: '# name campus seats active owner',
  student: '# name gender birthday school guardian mobile campus source referrer status owner',
  classGroup: '# name course teacher room capacity status startOn endOn schedule owner',
  lesson: '# name classGroup teacher room startAt endAt status topic owner',
  trial: '# student course teacher at status impression lossReason owner',
  enrolment:
    '# name student course classGroup trial status lessons gift price reduction enrolledOn expiresOn renewalTold owner',
  tuition: 'enrolment amount paidOn method owner',
  attendance: 'lesson enrolment status lessons owner',
}
