/** Where tfjs can compute, in the order in which they are tried. */
export const backendNames = ['webgl', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** A backend that cannot be used here, and why. */
export interface Unavailable {
  backend: BackendName;
  reason: string;
}
