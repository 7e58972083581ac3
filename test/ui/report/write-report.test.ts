import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/figures/figure';
import { estimateWidth } from '../../../src/figures/scene/fit-text';
import type { Report, ReportCell } from '../../../src/state/export/report';
import { writeFigure } from '../../../src/ui/report/report-figure';
import { reportPolicy, writeReport } from '../../../src/ui/report/write-report';
import { naughtyTexts } from '../../engine/encode/naughty-texts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>alert(1)</script>',
  "' onload='alert(1)",
  '</title></svg><iframe src="https://foreign.test">',
  '<!--',
  ']]>',
  '&lt;b&gt;',
];

function figureOf(title: string): Figure {
  return {
    title,
    alt: title,
    data: [{ type: 'bar', name: title, x: [title, 'b'], y: [1, 2] }],
    layout: { xaxis: { title: { text: title } } },
  };
}

/** A step whose every text is `text`. */
function cellOf(text: string, change: Partial<ReportCell> = {}): ReportCell {
  return {
    name: text,
    title: text,
    question: text,
    note: text,
    markdown: '',
    warnings: [text],
    statements: [{ level: 'warning', text }],
    figures: [figureOf(text)],
    tables: [
      {
        title: text,
        columns: [
          { label: text, format: 'text' },
          { label: text, format: 'bar' },
        ],
        rows: [
          [text, 1],
          [null, Number.NaN],
        ],
        note: text,
      },
    ],
    leftOut: [text],
    settings: [{ label: text, value: text }],
    facts: [{ label: text, value: `${text}\n${text}` }],
    rows: { columns: [text], rows: [[text], [null], ['']], rowCount: 7 },
    ...change,
  };
}

function write(cells: ReportCell[], title = 'A report'): string {
  const report: Report = { title, savedAt: '2026-11-28T08:00:00.000Z', cells };
  return writeReport(report, {
    figure: (figure, id) => writeFigure(figure, id, false, estimateWidth),
    note: (markdown) => `<p>${markdown}</p>`,
  });
}

/** What stands between `<` and `>`, names and attributes, in the order of the file. */
const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];

/** Tags without what is text in them: values of attributes. */
const bare = (html: string): string[] => tagsOf(html).map((tag) => tag.replace(/"[^"]*"/g, '""'));

describe('a report', () => {
  it('has a policy that lets nothing in, first of all', () => {
    const html = write([]);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<title>'));
    expect(reportPolicy).toContain("default-src 'none'");
    expect(reportPolicy).not.toContain('script-src');
  });

  it('has the same elements and attributes whatever the texts are', () => {
    const names = (html: string): string[] =>
      bare(html).filter((tag) => !/^<(\/?(g|path|text|rect|circle)\b)/.test(tag));
    const plain = names(write([cellOf('plain')], 'plain'));
    for (const text of [...hostile, ...naughtyTexts.filter((each) => !/[\r\n]/.test(each) && each)])
      expect(names(write([cellOf(text)], text))).toEqual(plain);
  });

  it('holds no markup of a text, in figures either', () => {
    for (const text of hostile.filter((each) => /[<>]/.test(each)))
      expect(write([cellOf(text)], text).includes(text)).toBe(false);
  });

  it('says what is missing, and how many rows there are', () => {
    const html = write([cellOf('x')]);
    expect(html).toContain('<td class="missing">missing</td>');
    expect(html).toContain('The first 3 of 7 rows');
    expect(html).toContain('It holds the first rows of each table');
    expect(write([cellOf('x', { rows: undefined })])).toContain('It holds no rows of the tables');
  });

  it('draws each figure in both themes, with ids of its own', () => {
    const html = write([cellOf('a'), cellOf('b', { figures: [figureOf('c'), figureOf('d')] })]);
    expect(html.match(/<svg /g)).toHaveLength(6);
    expect(html.match(/<desc>/g)).toHaveLength(6);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says so where a figure is of a form that is drawn in the page only', () => {
    const html = writeFigure({ ...figureOf('<3D>'), renderer: 'plotly' }, 'f', true, estimateWidth);
    expect(html).toContain('&lt;3D&gt;');
    expect(html).toContain('drawn in Assay only');
    expect(html).not.toContain('<svg');
  });

  it('leaves out the points beyond the whiskers of a box, and says so', () => {
    const box: Figure = {
      title: 'Box',
      alt: 'A box.',
      data: [
        {
          type: 'box',
          x: ['a'],
          q1: [1],
          median: [2],
          q3: [3],
          lowerfence: [0],
          upperfence: [4],
          meta: { outliers: [[9, 10]] },
        } as Figure['data'][number],
      ],
      layout: {},
    };
    const without = writeFigure(box, 'f', false, estimateWidth);
    const all = writeFigure(box, 'f', true, estimateWidth);
    expect([without.match(/<circle/g), all.match(/<circle/g)?.length]).toEqual([null, 4]);
    expect(without).toContain('beyond the whiskers are left out');
    expect(all).not.toContain('left out');
  });
});
