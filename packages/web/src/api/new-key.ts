/**
 * A key nobody else has, for Idempotency-Key. `crypto.randomUUID` exists only where the page came over TLS or from this machine;
 * many installations are reached by plain HTTP inside a company.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
