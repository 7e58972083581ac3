import type { Figure } from '../figure';

const partNames = ['training', 'validation', 'test'];

/** Most classes of the figure; the table has more. */
const mostClasses = 20;

/** Share of each class (or tenth of a number) in each part: alike where the split is stratified. */
export function drawSplit(
  labels: string[],
  counts: [number, number, number][],
  target: string,
): Figure {
  const order = labels
    .map((_, index) => index)
    .sort((one, other) => total(counts[other]!) - total(counts[one]!))
    .slice(0, mostClasses);
  const shown = labels.length > mostClasses ? order : labels.map((_, index) => index);
  const sums = [0, 1, 2].map((part) => counts.reduce((sum, rows) => sum + rows[part as 0], 0));
  const names = shown.map((index) => shorten(labels[index]!));
  const cut =
    labels.length > mostClasses ? ` The ${mostClasses} largest of ${labels.length} are shown.` : '';
  return {
    title: `${target} in each part`,
    alt: `Share of each value of ${target} among the training, validation and test rows.${cut}`,
    data: partNames.map((name, part) => ({
      type: 'bar' as const,
      name,
      x: shown.map((_, place) => place),
      y: shown.map((index) => counts[index]![part as 0] / (sums[part]! || 1)),
      customdata: names,
      hovertemplate: `%{customdata}: %{y:.1%}<extra>${name}</extra>`,
      meta: { role: `category-${part}` as const },
    })),
    layout: {
      barmode: 'group',
      xaxis: { tickvals: names.map((_, place) => place), ticktext: names, automargin: true },
      yaxis: { title: { text: 'share of the part' }, tickformat: '.0%', rangemode: 'tozero' },
      showlegend: true,
    },
  };
}

function total(counts: [number, number, number]): number {
  return counts[0] + counts[1] + counts[2];
}

function shorten(label: string): string {
  return label.length > 20 ? `${label.slice(0, 19)}…` : label;
}
