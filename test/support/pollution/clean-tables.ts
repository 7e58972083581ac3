import { createRandom, type Random } from '../../../src/math/random';

/** A well-formed table as text: what a polluted file should be read as. */
export interface CleanTable {
  title: string;
  names: string[];
  rows: string[][];
}

const products = [
  'Anvil',
  'Crème brûlée torch',
  'Kaffeemühle',
  'Mug',
  'Lamp',
  '茶壶',
  'Ñandú plush',
];
const kinds = ['Kitchen', 'Tools', 'Garden', 'Toys'];
const remarks = [
  '',
  '',
  'fragile',
  'call before delivery, please',
  'said "thank you"',
  'naïve résumé',
  '',
];
const cities = ['Zürich', 'São Paulo', 'Łódź', 'Reykjavík', 'Oslo', 'Göteborg', 'Athens'];
const surnames = ['Müller', 'García', 'O’Neill', 'Dvořák', 'Smith', 'Nguyễn', 'Sørensen', 'Rossi'];

/** Orders of a shop: quotes, dates, times, prices, codes, empty cells, line breaks, letters beyond ASCII. */
function orders(random: Random): CleanTable {
  const rows = Array.from({ length: 84 }, (_, row) => {
    const [product, kind] = [pick(products, random), pick(kinds, random)];
    return [
      `${two(1 + random.below(28))}/${two(1 + random.below(12))}/${1997 + random.below(9)}`,
      `${two(random.below(24))}:${two(random.below(60))}`,
      String(1 + random.below(40)),
      `INT${String(100 + row * 7).padStart(5, '0')}`,
      `${1 + random.below(900)}.${two(random.below(100))}`,
      kind,
      `${product}, ${kind.toLowerCase()} no. ${1 + random.below(99)}`,
      `http://shop.example/item?id=${row}&k=${kind}`,
      row % 20 === 5 ? 'two\nlines' : pick(remarks, random),
    ];
  });
  const names = [
    'DATE',
    'TIME',
    'Qty',
    'PRODUCTID',
    'Price',
    'Type',
    'Description',
    'URL',
    'Remark',
  ];
  return { title: 'orders', names, rows };
}

function measurements(random: Random): CleanTable {
  const rows = Array.from({ length: 60 }, (_, row) => [
    String(row + 1),
    (random.normal() * 10).toFixed(3),
    String(random.below(1000)),
    (random.next() * 100).toFixed(1),
    random.below(9) === 0 ? '' : String(random.below(50) - 25),
  ]);
  return { title: 'all numbers', names: ['id', 'x', 'count', 'share', 'delta'], rows };
}

function people(random: Random): CleanTable {
  const rows = Array.from({ length: 50 }, () => [
    `${pick(['Ann', 'José', 'Zoë', 'Bjørn', 'Mia', 'Łukasz'], random)} ${pick(surnames, random)}`,
    pick(cities, random),
    `${pick(['Main', 'Rue', 'Calle', 'Hoofd'], random)} St. ${1 + random.below(200)}`,
    pick(['nurse', 'baker', 'pilot', 'clerk, senior', 'maître d’hôtel'], random),
  ]);
  return { title: 'all text', names: ['full name', 'city', 'address', 'work'], rows };
}

function wide(random: Random): CleanTable {
  const names = Array.from({ length: 60 }, (_, column) => `m${column + 1}`);
  const rows = Array.from({ length: 40 }, () =>
    names.map((_, column) =>
      column % 7 === 0 ? pick(kinds, random) : String(random.below(10 ** (1 + (column % 4)))),
    ),
  );
  return { title: 'wide', names, rows };
}

function narrow(random: Random): CleanTable {
  const rows = Array.from({ length: 100 }, (_, row) => [
    `key-${1000 + row}`,
    String(random.below(500)),
  ]);
  return { title: 'narrow', names: ['key', 'value'], rows };
}

function visits(random: Random): CleanTable {
  const rows = Array.from({ length: 70 }, (_, row) => [
    String(row * 13).padStart(6, '0'),
    `20${two(10 + random.below(14))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    pick(['true', 'false'], random),
    `${random.below(200)}.${two(random.below(100))}`,
    pick(surnames, random),
    `2021-${two(1 + random.below(12))}-${two(1 + random.below(28))} ${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`,
    pick(['', 'A', 'B', 'C'], random),
  ]);
  const names = ['patient', 'born', 'smoker', 'cost', 'doctor', 'seen at', 'group'];
  return { title: 'visits', names, rows };
}

/** Differently shaped clean tables, the same on every machine. */
export const cleanTables: CleanTable[] = [orders, measurements, people, wide, narrow, visits].map(
  (make, index) => make(createRandom(index + 1, 'clean tables')),
);

function pick<T>(values: readonly T[], random: Random): T {
  return values[random.below(values.length)]!;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
