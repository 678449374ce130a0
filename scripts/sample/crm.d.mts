/** The seed of the committed sample. */
export const seed: number
/** CSV by the key of its object; `scale` makes less of everything. */
export function crmSample(of?: number, scale?: number): ReadonlyMap<string, string>
