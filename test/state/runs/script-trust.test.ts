import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { JournalReader } from '../../../src/notebook/journal-reader';
import { toSnapshot } from '../../../src/notebook/project-state';
import { readProjectTexts, writeProjectTexts } from '../../../src/notebook/project-texts';
import { addCell, emptyDocument } from '../../../src/notebook/document';
import { record, startHistory } from '../../../src/notebook/history';
import { findUntrusted, ScriptTrust } from '../../../src/state/runs/script-trust.svelte';

const code = 'return { rows: 1 }; // größer';
const cell = { id: 'c1', operator: 'source.script', inputs: {}, params: { code }, name: 'mine' };
const sha256 = createHash('sha256').update(code).digest('hex');

describe('trust in a script', () => {
  it('holds for its exact text, on the next page too', () => {
    const trust = new ScriptTrust();
    const kept = new JournalReader();
    trust.subscribe((script) => kept.read({ type: 'trusted', script }));
    expect(findUntrusted(cell, trust)?.code).toBe('not_trusted');
    trust.allow(code);
    trust.allow(code);
    expect([...kept.state.trusted]).toEqual([sha256]);
    const next = new ScriptTrust();
    next.restore(new JournalReader(toSnapshot(kept.state)).state.trusted);
    expect(findUntrusted(cell, next)).toBeUndefined();
    const changed = { ...cell, params: { code: `${code} ` } };
    expect(findUntrusted(changed, next)?.code).toBe('not_trusted');
  });

  it('begins with a project for the scripts that stand in it', () => {
    const trust = new ScriptTrust();
    trust.allow(code);
    trust.allow('return 2;');
    expect(trust.of(addCell(emptyDocument, cell))).toEqual([sha256]);
  });

  it('does not travel in a project file', () => {
    const document = addCell(emptyDocument, cell);
    const history = record(startHistory(emptyDocument), 'add', document);
    const state = { ...new JournalReader().state, history, trusted: new Set([sha256]) };
    const texts = writeProjectTexts(document, toSnapshot(state));
    expect(Object.values(texts).join()).not.toContain(sha256);
    expect(readProjectTexts(texts).trusted ?? []).toEqual([]);
  });
});
