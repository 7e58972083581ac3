import type { Operator } from './contract';

/** Every operator, in the order of the menu. Adding one is one file and one line here. */
export const catalogue: readonly Operator[] = [];
