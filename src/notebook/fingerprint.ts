/**
 * What a run is of: SHA-256 (hex) of operator, its version, params with defaults filled in, and the fingerprints
 * of its inputs. Equal fingerprints mean equal results.
 */
export async function computeFingerprint(
  operator: string,
  version: number,
  params: Record<string, unknown>,
  inputs: Record<string, string | string[]>,
): Promise<string> {
  const text = canonicalJson({ operator, version, params, inputs });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON with keys in code-unit order and without `undefined`: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
