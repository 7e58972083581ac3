interface TrustedPolicy {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}

interface TrustedFactory {
  createPolicy(name: string, rules: object): TrustedPolicy;
}

const same = (text: string): string => text;
let taken: TrustedPolicy = { createHTML: same, createScriptURL: same };

/** Text as the markup that the browser asks for: trusted only once `takePolicy` got hold of a policy. */
export const asMarkup = (text: string): string => taken.createHTML(text);

export const asScriptAddress = (text: string): string => taken.createScriptURL(text);

/**
 * Takes a Trusted Types policy for the attempts, where a name is still to be had: as an intruder would who is
 * faster than the page. Without it, Trusted Types stop attempts that other walls have to stop as well.
 */
export function takePolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedFactory };
  const rules = { createHTML: same, createScript: same, createScriptURL: same };
  for (const name of ['dompurify', 'svelte-trusted-html', 'assay', 'default', 'lax']) {
    try {
      if (trustedTypes) taken = trustedTypes.createPolicy(name, rules);
      return;
    } catch {
      continue;
    }
  }
}
