import { describe, expect, it } from 'vitest';
import { mentionedNames, tableMentions } from '../../../src/data/script/script-names';
import { splitScript } from '../../../src/data/script/script-words';

const texts = (code: string): string[] =>
  splitScript(code).map(({ kind, text }) => `${kind[0]}:${text}`);

describe('the words of a script', () => {
  it('are names, texts by their value, and marks, without comments', () => {
    expect(texts('a.b /* c */ + "d\\"e" // f\n + \'g\'')).toEqual([
      ...['n:a', 'm:.', 'n:b', 'm:+', 't:d"e', 'm:+', 't:g'],
    ]);
  });

  it('tell a pattern from a division', () => {
    expect(texts('x = /a"b/g.test(y) / 2; (1) / "z"')).toEqual([
      ...['n:x', 'm:=', 'm:/a"b/g', 'm:.', 'n:test', 'm:(', 'n:y', 'm:)', 'm:/', 'm:2', 'm:;'],
      ...['m:(', 'm:1', 'm:)', 'm:/', 't:z'],
    ]);
    expect(texts('return /tables.x/')).toEqual(['n:return', 'm:/tables.x/']);
  });

  it('look into templates, however deep', () => {
    expect(texts('`whole`')).toEqual(['t:whole']);
    const code = '`a ${ `b ${tables.one} ${ {x: 1}.x }` } ${tables["two"]} c`';
    expect(tableMentions(code).map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('end with the code, whatever is left open', () => {
    for (const code of [
      '"open',
      "'open",
      '`open',
      '`${',
      '/* open',
      '/open',
      '\\',
      'a.',
      '{{{',
      '}}}',
    ])
      expect(splitScript(code).every(({ start }) => start < code.length)).toBe(true);
  });

  it('have their place', () => {
    for (const { kind, text, start } of splitScript('let über = tables.größe + 12.5e-3'))
      if (kind === 'name') expect('let über = tables.größe + 12.5e-3'.slice(start)).toMatch(text);
  });
});

describe('names that a script mentions', () => {
  it('are tables by member, bracket and destructuring, each once', () => {
    const code = `const { a, b: { c }, 'd e': f = 1, ...g } = tables;
      tables.a; tables?.h; tables?.['i']; tables[k]; tables\n.l; let m = tables; m.n`;
    expect(tableMentions(code).map(({ name }) => name)).toEqual(['a', 'b', 'd e', 'h', 'i', 'l']);
    expect(tableMentions('const { x } = tables.y').map(({ name }) => name)).toEqual(['y']);
    const [first] = tableMentions('  tables.adult');
    expect(first).toEqual({ name: 'adult', position: 9 });
  });

  it('are columns by name or text', () => {
    expect(mentionedNames('t.columns["two words"].get(age) // not')).toEqual(
      new Set(['t', 'columns', 'two words', 'get', 'age']),
    );
  });
});
