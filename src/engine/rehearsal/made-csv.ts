import { createRandom, type Random } from '../../math/random';
import { nextTask } from '../workers/next-task';

/** Rows made in one task of the page, a few milliseconds, and how many differ in more than their key. */
const rowsAtOnce = 1000;
const differentRows = 10_000;

const channels = ['web', 'store', 'phone', 'partner'];
const words = ['late', 'early', 'damaged', 'refund', 'returned', 'gift', 'called', 'paid'];

/** A value of each kind that the survey, the engine and the profile have code of their own for; the key differs in each row. */
const header =
  'id,reference,customer,day,time,channel,quantity,price,discount,weight,returned,comment';

/** A CSV with columns of the usual kinds, made in tasks of a few milliseconds; undefined where `signal` says so first. */
export async function makeCsv(rowCount: number, signal: AbortSignal): Promise<Blob | undefined> {
  const random = createRandom(0, 'rehearsal');
  const rows: string[] = [];
  const parts = [`${header}\n`];
  for (let made = 0; made < rowCount; made += rowsAtOnce) {
    if (signal.aborted) return undefined;
    let text = '';
    for (let row = made; row < Math.min(rowCount, made + rowsAtOnce); row += 1) {
      if (rows.length < differentRows) rows.push(makeRow(random));
      text += `${row},${(row * 2_654_435).toString(16)},${rows[row % differentRows]!}\n`;
    }
    parts.push(text);
    await nextTask();
  }
  return new Blob(parts);
}

function makeRow(random: Random): string {
  const values = [
    `C-${10_000 + random.below(9000)}`,
    makeDay(random),
    `${makeDay(random)} ${[24, 60, 60].map((limit) => twoDigits(random.below(limit))).join(':')}`,
    channels[random.below(channels.length)]!,
    random.below(40),
    (1 + random.below(100_000) / 100).toFixed(2),
    seldom(random, random.below(400) / 1000),
    seldom(random, Math.exp(random.normal())),
    seldom(random, String(random.next() < 0.1)),
    seldom(random, Array.from({ length: 5 }, () => words[random.below(words.length)]!).join(' ')),
  ];
  return values.join(',');
}

/** Missing now and then. */
function seldom(random: Random, value: string | number): string | number {
  return random.next() < 0.1 ? '' : value;
}

function makeDay(random: Random): string {
  return `20${10 + random.below(14)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
