import { withoutAbsent, type JsonShape } from '../data/json-shape';
import { sensitivities } from '../data/table';
import { ledgerKinds, type LedgerLine } from './ledger';
import { sha256Pattern } from './project-manifest';

/** A line of a ledger by its shape; whether it is as it was written is for `findFault` to say. */
export function readLedgerLine(shape: JsonShape): LedgerLine {
  return withoutAbsent<LedgerLine>({
    number: shape.at('number').count(),
    at: shape.at('at').text(),
    kind: shape.at('kind').oneOf(ledgerKinds),
    what: shape.at('what').text(),
    table: shape.at('table').optional((table) => table.text()),
    fingerprint: shape.at('fingerprint').optional((fingerprint) => fingerprint.text()),
    rows: shape.at('rows').amount(),
    columns: shape
      .at('columns')
      .list()
      .map((column) => ({
        name: column.at('name').text(),
        sensitivity: column.at('sensitivity').oneOf(sensitivities),
      })),
    protection: shape.at('protection').text(),
    previous: shape.at('previous').text(sha256Pattern),
    hash: shape.at('hash').text(sha256Pattern),
  });
}
