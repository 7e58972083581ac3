import type { Proposal, ResultTable, ResultValue, Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import { describeCoding, familyAlpha, type ColumnSignal } from '../../methods/select/column-signal';
import { joinWords, nameSome } from './list-words';
import type { MeasuredSignal, TargetSummary } from './measure-signal';

/** Columns named in one sentence. */
const namedColumns = 3;

/** What was found, the answer first. */
export function describeSignal(result: MeasuredSignal, shuffles: number): Statement[] {
  const { columns, target, unscored } = result;
  const leaks = columns.flatMap(({ leaks: own }) => own).filter(({ level }) => level !== 'info');
  return [
    describeBest(result, shuffles),
    ...leaks.map(({ level, text }): Statement => ({ level, text })),
    ...describeChance(columns),
    ...describeUnscored(unscored.map(({ column }) => column)),
    ...describeTarget(target),
  ];
}

/** Questions that fit what was found. */
export function proposeAfterSignal({ target }: MeasuredSignal): Proposal[] {
  const params = { target: target.name };
  const inputs = { table: 'table' };
  return [
    { question: 'Which columns shall I use?', operator: 'select.feature-set', params, inputs },
    { question: 'Which columns say the same?', operator: 'select.redundancy', params, inputs },
    { question: 'What could fool me?', operator: 'select.leaks', params, inputs },
  ];
}

/** All numbers of all columns. */
export function tabulateSignal({ columns, target, sampleRows }: MeasuredSignal): ResultTable[] {
  const used = scoreColumns.filter(({ read }) => columns.some((column) => read(column) !== null));
  return [
    {
      columns: [
        { label: 'Column', format: 'text' },
        ...used.map(({ label, format, help }) => ({ label, format, help })),
      ],
      rows: columns.map((column) => [column.column, ...used.map(({ read }) => read(column))]),
      note: describeConventions(target, sampleRows),
    },
  ];
}

function describeBest({ columns, target }: MeasuredSignal, shuffles: number): Statement {
  const telling = columns.filter((column) => column.beyondChance && !isSuspect(column));
  const rule = `Mutual information over ${countWords(target.rows, 'row')}, minus what ${formatCount(shuffles)} shuffled targets give by chance.`;
  if (telling.length === 0) {
    return {
      level: 'warning',
      text: `No column tells anything about ${target.name} beyond chance. ${rule}`,
    };
  }
  const best = telling.slice(0, namedColumns);
  const listed = best.map(
    ({ column, scores }) =>
      `${column} (${formatNumber(scores.information.score, 3)} nats, ${formatShare(scores.shareOfEntropy)} of what there is to know)`,
  );
  const verb = best.length === 1 ? 'tells' : 'tell';
  return { level: 'good', text: `${joinWords(listed)} ${verb} most about ${target.name}. ${rule}` };
}

function describeChance(columns: readonly ColumnSignal[]): Statement[] {
  const silent = columns.filter((column) => !column.beyondChance && column.leaks.length === 0);
  if (silent.length === 0) return [];
  const text = `${nameSome(silent.map(({ column }) => column))} ${silent.length === 1 ? 'tells' : 'tell'} nothing that chance would not (p ≥ ${familyAlpha} ÷ ${columns.length} columns).`;
  return [{ level: 'info', text }];
}

function describeUnscored(names: string[]): Statement[] {
  if (names.length === 0) return [];
  const verb = names.length === 1 ? 'has' : 'have';
  return [
    { level: 'info', text: `${nameSome(names)} ${verb} no two values and cannot tell anything.` },
  ];
}

function describeTarget({ name, task, classes, missing, entropy }: TargetSummary): Statement[] {
  const statements: Statement[] = [];
  if (missing > 0) {
    const text = `${countWords(missing, 'row')} without ${name} ${missing === 1 ? 'is' : 'are'} left out.`;
    statements.push({ level: 'info', text });
  }
  if (task === 'regression') {
    const text = `${name} is a number: for mutual information it is cut into ${classes.length} bins of about equal frequency (${formatNumber(entropy, 3)} nats to know).`;
    statements.push({ level: 'info', text });
  }
  return statements;
}

/** Columns that must not be called the best before they are looked at. */
function isSuspect({ leaks }: ColumnSignal): boolean {
  return leaks.some(({ level }) => level !== 'info');
}

interface ScoreColumn {
  label: string;
  format: 'text' | 'integer' | 'number' | 'share' | 'bar';
  help: string;
  read: (column: ColumnSignal) => ResultValue;
}

const scoreColumns: readonly ScoreColumn[] = [
  {
    label: 'Signal',
    format: 'bar',
    help: 'Mutual information with the target beyond chance, in nats: information − mean of the shuffles, never below 0.',
    read: ({ scores }) => scores.information.score,
  },
  {
    label: 'Of all there is',
    format: 'share',
    help: 'Signal ÷ entropy of the target.',
    read: ({ scores }) => scores.shareOfEntropy,
  },
  {
    label: 'p',
    format: 'text',
    help: 'Chance of that much information without any connection: gamma distribution with the mean and variance of the shuffles.',
    read: ({ scores }) => formatP(scores.information.pValue),
  },
  {
    label: 'Counted over',
    format: 'text',
    help: 'Every value, or bins of about equal frequency where a number has too many values. Missing is a value.',
    read: ({ scores }) => describeCoding(scores),
  },
  {
    label: 'Information',
    format: 'number',
    help: 'Mutual information from the counts as they are (plug-in), in nats.',
    read: ({ scores }) => scores.information.plugIn,
  },
  {
    label: 'By chance',
    format: 'number',
    help: 'Mean information with the target shuffled.',
    read: ({ scores }) => scores.information.baseline,
  },
  {
    label: '95 % of chance',
    format: 'number',
    help: 'One shuffle in twenty gives more than this.',
    read: ({ scores }) => scores.information.upper95,
  },
  {
    label: 'Value by value',
    format: 'number',
    help: 'Information with every value counted apart, which flatters columns of many values.',
    read: ({ scores }) => scores.byValue.plugIn,
  },
  {
    label: 'of that, chance',
    format: 'number',
    help: 'Its exact mean over all shuffles of the target.',
    read: ({ scores }) => scores.byValue.baseline,
  },
  {
    label: 'AUC',
    format: 'number',
    help: 'How well this column alone ranks the two classes, 0.5 to 1. A category ranks by its share of the second class, on the same rows.',
    read: ({ scores }) => scores.auc ?? null,
  },
  {
    label: 'χ²',
    format: 'number',
    help: 'Pearson, no continuity correction, over the same counts.',
    read: ({ scores }) => scores.chiSquared?.value ?? null,
  },
  {
    label: "Cramér's V",
    format: 'number',
    help: 'Bias-corrected, over the same counts.',
    read: ({ scores }) => scores.cramersV ?? null,
  },
  {
    label: 'F',
    format: 'number',
    help: 'One-way ANOVA: a number between classes, or a numeric target between categories. Missing left out.',
    read: ({ scores }) => scores.anova?.f ?? null,
  },
  {
    label: '|Pearson|',
    format: 'number',
    help: 'Linear correlation of two numbers.',
    read: ({ pearson }) => pearson ?? null,
  },
  {
    label: '|Spearman|',
    format: 'number',
    help: 'Rank correlation of two numbers, on the sample.',
    read: ({ more }) => more?.spearman ?? null,
  },
  {
    label: 'Nearest neighbours',
    format: 'number',
    help: 'Mutual information by nearest neighbours (Kraskov; Ross; k = 3), in nats, on the sample. On whole numbers ± 0.004.',
    read: ({ more }) => more?.neighbours ?? null,
  },
  {
    label: 'Predictive power',
    format: 'number',
    help: 'A tree of depth 4 on this column alone, 4 folds, against guessing; 0 to 1, on the sample.',
    read: ({ more }) => more?.predictivePower ?? null,
  },
];

/** Tails of the gamma distribution are not worth their digits far out. */
function formatP(p: number): string {
  return p < 1e-12 ? '< 1e-12' : formatNumber(p, 2);
}

function describeConventions({ name, rows, entropy }: TargetSummary, sampleRows: number): string {
  const base = `${formatCount(rows)} rows. ${name} holds ${formatNumber(entropy, 4)} nats (natural logarithm).`;
  return sampleRows > 0 ? `${base} Slower scores on ${formatCount(sampleRows)} rows.` : base;
}
