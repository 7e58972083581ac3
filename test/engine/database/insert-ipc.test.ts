import { expect, it } from 'vitest';
import { toIpc } from '../../../src/engine/decode/arrow/arrow-column';
import { TextBuilder } from '../../../src/engine/decode/arrow/text-builder';
import { createNodeEngine } from '../../support/node-engine';

it('inserts again after a stream that could not be read', async () => {
  const { session, query } = await createNodeEngine();
  const column = (): Uint8Array => toIpc([['a', new TextBuilder(3).finish(3)]]);
  const broken = column();
  broken.fill(0, 40, 80);
  expect(() => session.insertIpc('artifacts', 't', broken, true)).toThrow();
  session.insertIpc('artifacts', 't', column(), true);
  const rows = await query('SELECT count(*)::DOUBLE AS rows FROM artifacts.t');
  expect(rows.numbers('rows')[0]).toBe(3);
});
