import type { Statement } from '../../data/answer';

/** What a profile warns of. Each rule has a limit that stands in its title and words that say what to do. */
export type AlertRule =
  | 'rejected-lines'
  | 'duplicate-rows'
  | 'empty'
  | 'constant'
  | 'missing'
  | 'missing-spellings'
  | 'infinite'
  | 'nan'
  | 'numbers-as-text'
  | 'mixed-types'
  | 'dates-as-text'
  | 'times-as-numbers'
  | 'bijection'
  | 'association'
  | 'with-target'
  | 'near-unique'
  | 'unique'
  | 'high-cardinality'
  | 'near-same'
  | 'imbalance'
  | 'zeros'
  | 'skewed'
  | 'padded'
  | 'replaced'
  | 'constant-length'
  | 'personal';

/** From which values on a rule speaks. */
export interface AlertLimits {
  missingShare: number;
  zeroShare: number;
  categories: number;
  skewness: number;
  imbalance: number;
  association: number;
}

export const defaultLimits: Readonly<AlertLimits> = {
  missingShare: 0.05,
  zeroShare: 0.5,
  categories: 50,
  skewness: 20,
  imbalance: 0.5,
  association: 0.9,
};

/** Something about one column, one pair, or the table, that the user should know. */
export interface Alert {
  rule: AlertRule;
  /** The columns that it is about; none for the whole table. */
  columns: string[];
  /** The number that the rule looked at. */
  value: number;
  /** The column and the number in words: `workclass (5.6 %, 1,278 rows)`. */
  finding: string;
}

/** What a rule found in one column: the number that it looked at, and how it is said in brackets. */
export type Finding = [rule: AlertRule, value: number, words: string];

interface RuleWords {
  level: Statement['level'];
  title: (limits: AlertLimits) => string;
  advice: string;
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

/** In the order in which they are told: what is broken, what misleads, what is good to know. */
export const alertRules: Readonly<Record<AlertRule, RuleWords>> = {
  'rejected-lines': {
    level: 'problem',
    title: () => 'Lines of the file that made no row',
    advice: 'Look at them in the source cell before you trust a count.',
  },
  'duplicate-rows': {
    level: 'warning',
    title: () => 'Rows that stand more than once, equal in every column',
    advice:
      'If each row should be a case of its own, take the repeats out: on both sides of a split they make a model look better than it is.',
  },
  empty: {
    level: 'warning',
    title: () => 'Columns without any value',
    advice: 'Leave them out, or look whether the file was read as it was meant.',
  },
  constant: {
    level: 'warning',
    title: () => 'The same value in every row',
    advice: 'It tells nothing about anything: leave it out.',
  },
  missing: {
    level: 'warning',
    title: ({ missingShare }) => `Missing in more than ${percent(missingShare)} of the rows`,
    advice: 'Find out why they are missing before you fill or drop them: it may say something.',
  },
  'missing-spellings': {
    level: 'warning',
    title: () => 'Values that usually mean "missing", kept as text',
    advice: 'They count as values here. If they mean missing, say so when the file is read.',
  },
  infinite: {
    level: 'warning',
    title: () => 'Infinite values',
    advice: 'The statistics leave them out. Look for a division by zero upstream.',
  },
  nan: {
    level: 'info',
    title: () => 'NaN, which is neither a number nor missing',
    advice: 'Counted apart and left out of the statistics.',
  },
  'numbers-as-text': {
    level: 'warning',
    title: () => 'Numbers kept as text',
    advice: 'All but a few values are numbers: mend those few and read the column as numbers.',
  },
  'mixed-types': {
    level: 'warning',
    title: () => 'Numbers and other texts in one column (1 % to 99 % numbers)',
    advice: 'Look whether two things share a column, or a few numbers are mistyped.',
  },
  'dates-as-text': {
    level: 'warning',
    title: () => 'Dates kept as text',
    advice: 'Read them as dates to see spans, gaps and weekdays, and to split by time.',
  },
  'times-as-numbers': {
    level: 'info',
    title: () => 'Whole numbers that may be times since 1970',
    advice: 'If they are, read them as dates.',
  },
  bijection: {
    level: 'warning',
    title: () => 'Columns that say the same thing, each value of one going with one of the other',
    advice: 'Keep one: together they share the credit and each looks less useful than it is.',
  },
  association: {
    level: 'warning',
    title: ({ association }) => `Columns that go together closely (${association} or more)`,
    advice: 'One of them may do, and neither can be judged alone.',
  },
  'with-target': {
    level: 'info',
    title: ({ association }) => `Close to what you may want to predict (${association} or more)`,
    advice:
      'Either a strong predictor, or the answer in disguise: find out which before you train.',
  },
  'near-unique': {
    level: 'warning',
    title: () => 'More than half as many different values as rows',
    advice:
      'Such a column wins naive rankings by chance alone. Is it a code, a weight or a measurement? Judge it by chance-corrected signal.',
  },
  unique: {
    level: 'info',
    title: () => 'A different value in every row',
    advice: 'It names the row and predicts nothing: use it to join, not to learn.',
  },
  'high-cardinality': {
    level: 'info',
    title: ({ categories }) => `More than ${categories} categories`,
    advice: 'Group the rare ones, or let the preparation encode them by their target.',
  },
  'near-same': {
    level: 'warning',
    title: () => 'Names that differ only in case, accents, punctuation, blanks or order of words',
    advice: 'If they mean the same, merge them: a learner takes them for different things.',
  },
  imbalance: {
    level: 'info',
    title: ({ imbalance }) =>
      `One value stands far above the others (imbalance, 1 − H ÷ log2 k, above ${imbalance})`,
    advice: 'If you predict it, accuracy will flatter: look at balanced accuracy and recall.',
  },
  zeros: {
    level: 'info',
    title: ({ zeroShare }) => `Zero in more than ${percent(zeroShare)} of the rows`,
    advice: 'Is zero a value there, or does it stand for "none" or "missing"?',
  },
  skewed: {
    level: 'info',
    title: ({ skewness }) => `Very skewed (skewness beyond ±${skewness})`,
    advice: 'A few values carry the mean: look at the median, or take logarithms.',
  },
  padded: {
    level: 'info',
    title: () => 'Texts that begin or end with a blank',
    advice: '`a` and `a ` count as different values: trim them.',
  },
  replaced: {
    level: 'warning',
    title: () => 'Characters that could not be read (shown as \uFFFD)',
    advice: 'The file was probably written in another encoding: choose it in the source cell.',
  },
  'constant-length': {
    level: 'info',
    title: () => 'Texts that all have the same length',
    advice: 'Probably codes of a fixed form: one of another length would be a mistake.',
  },
  personal: {
    level: 'warning',
    title: () => 'Looks personal, by its name or its values',
    advice: 'Decide whether you may use it at all before you train on it or hand it on.',
  },
};

export const alertOrder = Object.keys(alertRules) as AlertRule[];
