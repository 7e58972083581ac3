import { describe, expect, it } from 'vitest';
import { cutTables } from '../../../src/state/source/html-pieces';

describe('tables in HTML', () => {
  it('are cut between their rows, each piece in the part of the table that its rows stand in', () => {
    const row = (at: number): string => `<tr><td>${at}<td>${'x'.repeat(1_000)}`;
    const rows = Array.from({ length: 200 }, (_, at) => row(at));
    const html = `<p>before<TABLE border=1><caption>T</caption><thead><tr><th>a<th>b</thead><tbody>${rows.join('')}</table>`;
    const [table, ...others] = cutTables(html)!;
    expect(others).toEqual([]);
    expect(table!.head).toBe('<TABLE border=1><caption>T</caption><thead>');
    expect(table!.pieces.length).toBeGreaterThan(2);
    expect(table!.pieces.every((piece) => piece.length < 2 ** 16 + 2_000)).toBe(true);
    expect(table!.pieces[0]).toMatch(/^<table><thead><tr><th>a<th>b<\/thead><tbody><tr><td>0/);
    expect(table!.pieces[1]).toMatch(/^<table><tbody><tr><td>\d+/);
    const found = table!.pieces.flatMap((piece) => [...piece.matchAll(/<td>(\d+)</g)]);
    expect(found.map((match) => Number(match[1]))).toEqual(rows.map((_, at) => at));
  });

  it('are told apart, and not cut where one stands in another', () => {
    const one = '<table><tr><td>1</table>';
    expect(cutTables(`${one}<p>${one}`)).toHaveLength(2);
    expect(cutTables(`<table><tr><td>${one}</table>`)).toBe(undefined);
    expect(cutTables('<p>none')).toEqual([]);
  });
});
