import type { ResultTable, Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { SplitResult } from './split-rows';

const partNames = ['Training', 'Validation', 'Test'];

/** How many rows went where, by which rule, and what to beware of. */
export function describeSplit(split: SplitResult): Statement[] {
  const [train, validation, test, leftOut] = split.counts;
  const statements: Statement[] = [
    {
      level: train > 0 ? 'good' : 'problem',
      text: `${countWords(train, 'row')} train, ${formatCount(validation)} validate, ${formatCount(test)} test: ${ruleWords(split)}.`,
    },
  ];
  if (leftOut > 0) {
    const lacks = [split.target, split.method === 'time' ? split.column : undefined];
    const names = lacks.filter((name) => name !== undefined).join(' or ');
    statements.push({
      level: 'warning',
      text: `${countWords(leftOut, 'row')} without ${names} are left out.`,
    });
  }
  return [...statements, ...describeStrata(split), ...describeColumn(split), ...warnOfTime(split)];
}

/** Rows and shares of each part, by class or tenth. */
export function tabulateSplit({ counts, strata }: SplitResult): ResultTable[] {
  if (!strata) {
    const known = counts[0] + counts[1] + counts[2];
    return [
      {
        columns: [
          { label: 'Part', format: 'text' },
          { label: 'Rows', format: 'integer' },
          { label: 'Share', format: 'share' },
        ],
        rows: partNames.map((name, part) => [name, counts[part]!, counts[part]! / (known || 1)]),
      },
    ];
  }
  const shown = strata.labels.slice(0, 100);
  const cut =
    strata.labels.length > 100
      ? ` The first 100 of ${formatCount(strata.labels.length)} classes.`
      : '';
  return [
    {
      columns: [
        { label: strata.isNumber ? 'Tenth of the target' : 'Class', format: 'text' },
        ...partNames.flatMap((name) => [
          { label: `${name} rows`, format: 'integer' as const },
          { label: 'Share', format: 'share' as const, help: `Of the ${name.toLowerCase()} rows` },
        ]),
      ],
      rows: shown.map((label, index) => [
        label,
        ...[0, 1, 2].flatMap((part) => {
          const rows = strata.counts[index]![part as 0]!;
          return [rows, rows / (counts[part as 0]! || 1)];
        }),
      ]),
      note: `Shares of one part add up to 100 %.${cut}`,
    },
  ];
}

function ruleWords({ method, column, target, seed, strata }: SplitResult): string {
  if (method === 'group') return `whole groups of ${column}, by chance (seed ${seed})`;
  if (method === 'time') return `in the order of ${column}, the earliest train`;
  if (!target) return `by chance (seed ${seed})`;
  const what = strata?.isNumber ? `tenths of ${target}` : target;
  return `by chance (seed ${seed}), with the shares of ${what} kept alike in all parts`;
}

function describeStrata({ strata, counts, target }: SplitResult): Statement[] {
  if (!strata || strata.isNumber) return [];
  const rarest = strata.counts
    .map((rows, index) => ({
      label: strata.labels[index]!,
      rows,
      all: rows[0] + rows[1] + rows[2],
    }))
    .sort((one, other) => one.all - other.all)[0];
  if (!rarest) return [];
  const shares = [0, 1, 2].map((part) =>
    formatShare(rarest.rows[part as 0] / (counts[part as 0] || 1)),
  );
  const lacking = strata.counts.filter((rows) => rows[0] === 0).length;
  const statements: Statement[] = [
    {
      level: 'info',
      text: `Share of “${rarest.label}”, the rarest ${target}: ${shares[0]} of the training rows, ${shares[1]} of the validation rows, ${shares[2]} of the test rows.`,
    },
  ];
  if (lacking > 0)
    statements.push({
      level: 'warning',
      text: `${countWords(lacking, 'class', 'classes')} of ${target} ${lacking === 1 ? 'has' : 'have'} no training row: no model can learn ${lacking === 1 ? 'it' : 'them'}.`,
    });
  return statements;
}

function describeColumn({ column, groups, ranges }: SplitResult): Statement[] {
  if (groups) {
    const text = `Groups of ${column}: ${groups.map(formatCount).join(', ')}. No group is in two parts; parts are as near to their shares as the groups allow.`;
    return [{ level: 'info', text }];
  }
  if (!ranges) return [];
  const words = ranges.bounds.map(([from, to], part) => {
    if (Number.isNaN(from)) return `${partNames[part]} has no rows`;
    return `${partNames[part]} from ${timeWords(from, ranges.isDate)} to ${timeWords(to, ranges.isDate)}`;
  });
  return [{ level: 'info', text: `${words.join('; ')}. Rows of the same time stay together.` }];
}

function timeWords(value: number, isDate: boolean): string {
  if (!isDate) return formatNumber(value);
  const text = new Date(value).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

function warnOfTime({ timeColumn, target }: SplitResult): Statement[] {
  if (!timeColumn) return [];
  return [
    {
      level: 'warning',
      text: `The table has a date, ${timeColumn}. Split by chance, a model may look into the future, and its scores are too good.`,
      proposal: {
        question: `Split by ${timeColumn} instead?`,
        operator: 'train.split',
        params: { method: 'time', column: timeColumn, ...(target && { target }) },
        inputs: { table: 'table' },
      },
    },
  ];
}
