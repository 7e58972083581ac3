import type { Verdict } from './json-outcome';

/** A document that is JSON (`y`) or is not (`n`), each rule of RFC 8259 kept and broken. */
export interface GrammarCase {
  title: string;
  bytes: Uint8Array<ArrayBuffer>;
  verdict: Verdict;
}

const validNumbers = [
  '0', '-0', '1', '-1', '12', '1.5', '-1.5', '0.0', '1e3', '1E3', '1e+3', '1e-3', '1.5e3', '0e1', '123456789012345678901234567890', '1e-10', '0.1e1', '-0e0', '20e1', '1.7976931348623157e308',
]; // prettier-ignore

const invalidNumbers = [
  '01', '-01', '+1', '.5', '1.', '-', '-.5', '1e', '1e+', '1e-', '1.e3', '0x1F', '0b1', '0o7', '1_000', '1,000', 'NaN', 'Infinity', '-Infinity', '-NaN', '1 000', '1.2.3', '1e2.5', '--1', '1-', '0e', '1eE2', '２', '1/2', '1f', '1d', '1L',
]; // prettier-ignore

const validTexts = [
  '""', '"a"', '"é"', '"😀"', '"\\""', '"\\\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\u00e9"', '"\\uD83D\\uDE00"', '"\\u0000"', '"\u2028\u2029"', '"\u007f"', '" a "', '"/*c*/"', '"//c"', '"null"', '"\ufffe"', '"\u200b"', '"\\u2064"',
]; // prettier-ignore

const invalidTexts = [
  '"', '"a', 'a"', "'a'", '"\\"', '"\\x41"', '"\\u12"', '"\\u123g"', '"\\uD83', '"\\U0041"', '"a\nb"', '"a\tb"', '"a\0b"', '"\u001f"', '"\\a"', '"\\\u0001"', '`a`', '“a”', '"a""b"', '"\\ "',
]; // prettier-ignore

const validStructures = [
  '[]', '{}', '[[]]', '[{}]', '{"a":[]}', '{"a":{}}', '[1,2]', '[ 1 , 2 ]', '{"a":1,"b":2}', '{ "a" : 1 }', '\n[\r\n1\t]\n', '{"":0}', '{"a":1,"a":2}', '[null,null]', '[true,false]', 'true', 'false', 'null', ' null ', '{"a":{"b":{"c":[1,{"d":2}]}}}', '{"__proto__":1}', '{"constructor":1}', '{"a\\u0000b":1}', `${'['.repeat(500)}${']'.repeat(500)}`,
]; // prettier-ignore

const invalidStructures = [
  '', ' ', '[', ']', '{', '}', '[1', '[1,', '[1,]', '[,1]', '[,]', '[1,,2]', '[1 2]', '[1;2]', '[1]]', '[1][2]', '[1}', '{1:2}', '{a:1}', "{'a':1}", '{"a"}', '{"a":}', '{"a" 1}', '{"a"::1}', '{"a",1}', '{"a":1,}', '{,}', '{"a":1,,"b":2}', '{"a":1 "b":2}', '{"a":1}}', '{"a":1]', '{"a":1', '{"a', '{"a"', '{"a":', '{null:1}', '{"a":1}x', '[1]x', '1 2', 'True', 'TRUE', 'nul', 'nulll', 'tru', 'undefined', 'None', 'nil', '[1]#c', '[1]//c', '[1]/*c*/', '/**/[1]', '# c\n[1]', '[1\u00a0]', '[\u20601]', '[\f1]', '[\v1]', '*', '<null>', '[a]', '[\\u000A""]', '{"a":"b"}\0', '=1', '(1)', `${'['.repeat(100_000)}`, `${'{"a":'.repeat(50_000)}`, `${'['.repeat(10_000)}${']'.repeat(9_999)}`, '\ufeff', '{"x": true,', '["a",\n4\n,1,', '[[["x"]]', '{"a":/*comment*/"b"}',
]; // prettier-ignore

const invalidBytes: [string, number[]][] = [
  ['a byte that is no UTF-8 outside texts', [0x5b, 0xff, 0x5d]],
  ['a lone continuation byte', [0x5b, 0x80, 0x5d]],
  ['a byte order mark alone', [0xef, 0xbb, 0xbf]],
  ['half a byte order mark', [0xef, 0xbb, 0x7b, 0x7d]],
];

const inText = (texts: string[], verdict: Verdict): GrammarCase[] =>
  texts.map((text) => ({
    title: text.length > 40 ? `${text.slice(0, 40)}… (${text.length} characters)` : text,
    bytes: new TextEncoder().encode(text),
    verdict,
  }));

/** A value alone, in a list, and in an object. */
const inPlaces = (values: string[], verdict: Verdict): GrammarCase[] =>
  inText(
    values.flatMap((value) => [value, `[${value}]`, `{"a": ${value}}`]),
    verdict,
  );

export const grammarCases: GrammarCase[] = [
  ...inPlaces([...validNumbers, ...validTexts], 'y'),
  ...inPlaces([...invalidNumbers, ...invalidTexts], 'n'),
  ...inText(validStructures, 'y'),
  ...inText(invalidStructures, 'n'),
  ...invalidBytes.map(([title, bytes]): GrammarCase => ({
    title,
    bytes: Uint8Array.from(bytes),
    verdict: 'n',
  })),
];
