/** Which rows train, which validate, which test: made before anything is learned. */
export interface Split {
  method: 'random' | 'group' | 'time';
  /** The column that groups or orders rows; absent for a random split. */
  column?: string;
  /** The column whose shares are kept equal in all parts (stratified); absent for none. */
  target?: string;
  trainShare: number;
  validationShare: number;
  testShare: number;
  seed: number;
  /** Per row of the table, in its order: 0 train, 1 validation, 2 test, 3 left out (no target). */
  assignment: Uint8Array;
}
