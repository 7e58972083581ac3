import { countWords, formatCount, formatShare } from '../../data/format';
import type { Finding } from './alert-rules';
import type { ColumnProfile } from './profile';
import type { TextSummary } from './text-summary';

/** What the rules say about the texts of a column. */
export function textAlerts({ kind, values, text }: ColumnProfile): Finding[] {
  if (!text || values.present === 0) return [];
  return [
    ...spellingAlerts(text),
    ...typeAlerts(text, values.present),
    ...formAlerts(text, values.distinct),
    ...(kind === 'category' ? nearSameAlerts(text) : []),
  ];
}

function spellingAlerts({ missingSpellings }: TextSummary): Finding[] {
  const total = missingSpellings.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const shown = missingSpellings.map(
    ({ spelling, count }) =>
      `${spelling === '' ? 'blank' : spelling} in ${countWords(count, 'row')}`,
  );
  return [['missing-spellings', total, shown.join(', ')]];
}

function typeAlerts(text: TextSummary, present: number): Finding[] {
  const spelled = text.missingSpellings.reduce((sum, { count }) => sum + count, 0);
  const said = present - spelled;
  const numberShare = said > 0 ? text.numbers / said : 0;
  const dateShare = Math.max(said > 0 ? text.isoDates / said : 0, text.writtenDateShare);
  if (dateShare >= 0.9) return [['dates-as-text', dateShare, formatShare(dateShare)]];
  if (numberShare > 0.99) {
    const others = formatCount(present - text.numbers);
    return [['numbers-as-text', numberShare, `all but ${others} of the values`]];
  }
  if (numberShare >= 0.01) {
    return [['mixed-types', numberShare, `${formatShare(numberShare)} numbers`]];
  }
  return [];
}

function formAlerts(text: TextSummary, distinct: number): Finding[] {
  const findings: Finding[] = [];
  if (text.padded > 0) findings.push(['padded', text.padded, countWords(text.padded, 'row')]);
  if (text.replaced > 0) {
    findings.push(['replaced', text.replaced, countWords(text.replaced, 'row')]);
  }
  const { min, max } = text.length;
  if (min === max && max > 1 && distinct > 2) {
    findings.push(['constant-length', max, countWords(max, 'character')]);
  }
  return findings;
}

function nearSameAlerts({ nearSame }: TextSummary): Finding[] {
  if (nearSame.length === 0) return [];
  const shown = nearSame
    .slice(0, 2)
    .map(({ values }) => values.map(({ value }) => `"${value.trim()}"`).join(' and '));
  const more = nearSame.length > 2 ? `, and ${formatCount(nearSame.length - 2)} more` : '';
  return [['near-same', nearSame.length, `${shown.join('; ')}${more}`]];
}
