import { localize, type Locale, type Plan } from '@tessera/metadata'

/** A plan whose labels and sentences are in the caller's language. */
export function localizePlan(plan: Plan, locale: Locale): Plan {
  return {
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, label: localize(step.label, locale) })),
    hazards: plan.hazards.map((hazard) => ({
      ...hazard,
      message: localize(hazard.message, locale),
      samples: hazard.samples.map((sample) => ({ ...sample, reason: localize(sample.reason, locale) })),
    })),
    usages: plan.usages.map((usage) => ({ ...usage, label: localize(usage.label, locale) })),
  }
}
