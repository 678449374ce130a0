/** Bounds of one formula; they keep parsing, checking, evaluating and the SQL text bounded. */
export const formulaLimits = {
  /** UTF-16 units of text. */
  maxLength: 20_000,
  /** Brackets, calls, lists, signs and operators inside each other. */
  maxDepth: 200,
  /** Nodes of the tree. */
  maxNodes: 2_000,
  /** Steps of one path: customer.owner.name has 3. */
  maxPathSteps: 6,
} as const
