/** Something stored that was found damaged. */
export interface Damage {
  what: 'journal' | 'snapshot' | 'blob' | 'table' | 'about' | 'format';
  /** In words: which part, and what follows from it. */
  detail: string;
  /** Whether a second copy made it whole again: nothing is lost then. */
  isHealed: boolean;
  /** Of the journal: nothing behind it can be read, so what is lost are the last changes. */
  isEnd?: boolean;
  /** The SHA-256 of a blob, the fingerprint of a table. */
  name?: string;
}

/** A payload of the journal and its number, from 1 on. */
export interface NumberedPayload {
  seq: number;
  payload: unknown;
}

/** What a project holds: the latest snapshot, and all payloads behind it. */
export interface ProjectContent {
  snapshot?: NumberedPayload;
  payloads: NumberedPayload[];
  /** The number of the last payload that counts. */
  lastSeq: number;
  damage: Damage[];
}
