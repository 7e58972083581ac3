const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** A key with Control, or with Command on Apple's keyboards, as it is written there. */
export function ctrlKey(key: string): string {
  return isApple ? `⌘${key.replace(' ', '')}` : `Ctrl ${key}`;
}

/** The name of one key on this keyboard. */
export function keyName(key: string): string {
  if (!isApple) return key;
  return { Ctrl: '⌘', Alt: '⌥' }[key] ?? key;
}
