/** The governors of runs (reliability, section 5.2). All are visible: what they stop becomes `limited` or `failed` with a sentence. */
export const limits = {
  /** Nodes a run may pass. */
  steps: 1_000,
  /** Records a run may write. */
  records: 10_000,
  /** Longest a step may take. */
  stepMs: 30_000,
  /** Largest configuration or result of a step, as JSON. */
  payloadBytes: 256 * 1024,
  /** Attempts of a step before it is left to people. */
  attempts: 8,
  /** A worker that has not been heard of for so long is taken for dead. */
  leaseMs: 30_000,
  heartbeatMs: 10_000,
} as const
