import type { Operator } from './contract';
import note from './publish/note';
import selectSignal from './select/signal';
import sourceFile from './source/file';
import sourceSql from './source/sql';

/** Every operator, in the order of the menu. Adding one is one file and one line here. */
export const catalogue: readonly Operator[] = [sourceFile, sourceSql, selectSignal, note];
