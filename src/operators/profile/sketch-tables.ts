import type { ResultTable, ResultValue } from '../../data/answer';
import { formatNumber } from '../../data/format';
import type { SketchedColumn } from '../../data/sketch/sketched-column';
import { typeFamily } from '../../data/type-family';

const note =
  'Mean, std (n − 1), skewness G1, kurtosis G2, smallest and largest are exact. ± is a standard error for distinct values (HyperLogLog), and for counts of frequent values a bound (Misra-Gries). Quantiles are by KLL; their ranks are within the bound given with 99 % probability.';

/** All columns of a sketched file with their statistics; what is approximate says by how much. */
export function sketchTables(columns: readonly SketchedColumn[]): ResultTable[] {
  const tables: ResultTable[] = [
    {
      title: 'Columns',
      columns: [
        { label: 'column', format: 'text' },
        { label: 'type', format: 'text' },
        { label: 'kind', format: 'text' },
        { label: 'missing', format: 'share' },
        { label: 'distinct', format: 'text' },
        { label: 'most frequent', format: 'text' },
      ],
      rows: columns.map((column) => [
        column.name,
        column.type,
        column.kind,
        column.rows > 0 ? column.missing / column.rows : 0,
        approximate(column.distinct, column.distinct * column.distinctError),
        topWords(column),
      ]),
      note,
    },
  ];
  const numeric = columns.filter(({ numbers }) => numbers !== undefined);
  if (numeric.length > 0) tables.push(numberTable(numeric));
  const texts = columns.filter((column) => column.texts && typeFamily(column.type) === 'text');
  if (texts.length > 0) tables.push(textTable(texts));
  return tables;
}

function numberTable(columns: SketchedColumn[]): ResultTable {
  const labels = columns[0]!.numbers!.quantiles.map(({ probability }) => `q${100 * probability}`);
  return {
    title: 'Numbers and times',
    columns: [
      'column',
      'min',
      ...labels,
      'max',
      'mean',
      'std',
      'skewness',
      'kurtosis',
      'rank ±',
    ].map((label) => ({ label, format: label === 'rank ±' ? 'share' : 'text' })),
    rows: columns.map((column): ResultValue[] => {
      const found = column.numbers!;
      const words = (value: number): string => valueWords(value, column.type);
      const isTime = ['date', 'datetime'].includes(typeFamily(column.type));
      return [
        column.name,
        words(found.min),
        ...found.quantiles.map(({ value }) => words(value)),
        words(found.max),
        words(found.mean),
        isTime ? `${formatNumber(found.std / 86_400_000)} days` : formatNumber(found.std),
        formatNumber(found.skewness),
        formatNumber(found.kurtosis),
        found.rankError,
      ];
    }),
  };
}

function textTable(columns: SketchedColumn[]): ResultTable {
  return {
    title: 'Texts',
    columns: [
      { label: 'column', format: 'text' },
      { label: 'shortest', format: 'integer' },
      { label: 'mean length', format: 'number' },
      { label: 'longest', format: 'integer' },
      { label: 'empty', format: 'integer' },
      { label: 'blanks at an end', format: 'integer' },
      { label: 'beyond ASCII', format: 'integer' },
    ],
    rows: columns.map(({ name, texts }) => {
      const { minLength, meanLength, maxLength, empty, padded, notAscii } = texts!;
      return [name, minLength, meanLength, maxLength, empty, padded, notAscii];
    }),
  };
}

function approximate(value: number, error: number): string {
  const count = value.toLocaleString('en');
  return error > 0 ? `${count} ± ${Math.ceil(error).toLocaleString('en')}` : count;
}

function topWords({ top, rows }: SketchedColumn): string {
  if (top.values.length === 0)
    return top.error > 0 ? `none above ${((100 * top.error) / rows).toFixed(2)} %` : '';
  return top.values
    .slice(0, 3)
    .map(({ label, count }) => `${label || 'empty text'} (${approximate(count, top.error)})`)
    .join(', ');
}

function valueWords(value: number, type: string): string {
  const family = typeFamily(type);
  if (family !== 'date' && family !== 'datetime') return formatNumber(value, 6);
  if (!(Math.abs(value) <= 8.64e15)) return '';
  const text = new Date(value).toISOString();
  return family === 'date' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
