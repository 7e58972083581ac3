import { describe, expect, it } from 'vitest';
import {
  XmlFault,
  XmlScanner,
  type XmlHandler,
} from '../../../../src/data/formats/sheet/xml-scanner';

/** What a document holds, as one line of text, fed in pieces of a size. */
const read = (document: string, pieceBytes: number): string => {
  const words: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') words.push(JSON.stringify(text));
    text = '';
  };
  const handler: XmlHandler = {
    open: (name, tag) => {
      flush();
      const value = tag.attribute('k');
      words.push(value === undefined ? `<${name}>` : `<${name} ${value}>`);
    },
    text: (bytes, start, end) => (text += new TextDecoder().decode(bytes.subarray(start, end))),
    close: (name) => {
      flush();
      words.push(`</${name}>`);
    },
  };
  const scanner = new XmlScanner(handler);
  const bytes = new TextEncoder().encode(document);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    scanner.push(bytes.slice(at, at + pieceBytes));
  }
  scanner.push(new Uint8Array(), true);
  return words.join(' ');
};

const documents: [string, string][] = [
  ['<a>x</a>', '<a> "x" </a>'],
  [
    '<?xml version="1.0"?>\n<a:b xmlns:a="u" k = \'1>2\' ><c/></a:b>',
    '"\\n" <b 1>2> <c> </c> </b>',
  ],
  ['<a k="&lt;&#65;&#x42;&amp;"/>', '<a <AB&> </a>'],
  ['<a j:k="1" k="2" kk="3"/>', '<a 1> </a>'],
  ['<a>x &lt; y &amp;amp; &unknown; &</a>', '<a> "x < y &amp; &unknown; &" </a>'],
  ['<a><![CDATA[<b>&amp;]]></a>', '<a> "<b>&amp;" </a>'],
  ['<!DOCTYPE a [<!ENTITY x "yy">]><a>&x;<!-- <b> -- --></a>', '<a> "&x;" </a>'],
];

describe('the scanner of XML', () => {
  it.each(documents)('reads %s', (document, expected) => {
    for (const pieceBytes of [1, 2, 3, 7, 1_000]) {
      expect(read(document, pieceBytes)).toBe(expected);
    }
  });

  it.each(['<a', '<a>', '<a><b></b>', '<a>x<!-- '])(
    'refuses what ends too early: %s',
    (document) => {
      expect(() => read(document, 100)).toThrow(XmlFault);
    },
  );
});
