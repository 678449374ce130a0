/** Days from the day of installation: `D-30`, `D+7`. */
export const day = (days) => `D${days < 0 ? '-' : '+'}${Math.abs(days)}`

/** A moment of such a day, on the clock of the workspace: `D-30 14:20`. */
export const moment = (days, hour, minute) =>
  `${day(days)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** A moment in working hours. */
export const workingMoment = (random, days) => moment(days, random.int(9, 17), random.int(0, 11) * 5)
