import type { Figure } from '../figure';

/** Longer labels lose their middle on the axes; hover has them in full. */
const longestLabel = 24;

/**
 * A confusion matrix as a heat map: rows are what is true, columns what was said, colour the share of the row's
 * class, text the count and that share. `counts` is by actual, then predicted class.
 */
export function drawConfusion(
  labels: readonly string[],
  counts: readonly (readonly number[])[],
  name: string,
): Figure {
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (total > 0 ? count / total : 0));
  });
  const positions = labels.map((_, index) => index);
  const ticks = { tickvals: positions, ticktext: labels.map(shorten), showgrid: false };
  return {
    title: `Confusion matrix: ${name}`,
    alt: `Confusion matrix of ${name}. ${describeRows(labels, counts, shares)}`,
    data: [
      {
        type: 'heatmap',
        x: positions,
        y: positions,
        z: shares as number[][],
        zmin: 0,
        zmax: 1,
        xgap: 1,
        ygap: 1,
        text: cellTexts(counts, shares) as unknown as string[],
        texttemplate: labels.length <= 12 ? '%{text}' : '',
        customdata: hoverTexts(labels, counts) as unknown as string[],
        hovertemplate: '%{customdata}<br>%{z:.1%} of its class<extra></extra>',
        showscale: false,
        meta: { role: 'tint' },
      },
    ],
    layout: {
      xaxis: { ...ticks, title: { text: 'predicted' }, side: 'bottom' },
      yaxis: { ...ticks, title: { text: 'actual' }, autorange: 'reversed' },
    },
    heightPx: Math.min(640, 180 + 28 * Math.max(4, labels.length)),
  };
}

function cellTexts(
  counts: readonly (readonly number[])[],
  shares: readonly (readonly number[])[],
): string[][] {
  return counts.map((row, actual) =>
    row.map((count, predicted) => {
      const percent = (100 * shares[actual]![predicted]!).toFixed(0);
      return `${count.toLocaleString('en-US')}<br>${percent} %`;
    }),
  );
}

function hoverTexts(labels: readonly string[], counts: readonly (readonly number[])[]): string[][] {
  const plain = labels.map((label) => label.replaceAll('<', '&lt;'));
  return counts.map((row, actual) =>
    row.map(
      (count, predicted) =>
        `${count.toLocaleString('en-US')} × ${plain[actual]}<br>taken for ${plain[predicted]}`,
    ),
  );
}

function describeRows(
  labels: readonly string[],
  counts: readonly (readonly number[])[],
  shares: readonly (readonly number[])[],
): string {
  const parts = labels.slice(0, 8).map((label, index) => {
    const right = (100 * shares[index]![index]!).toFixed(0);
    const total = counts[index]!.reduce((sum, count) => sum + count, 0);
    return `${label}: ${right} % of ${total.toLocaleString('en-US')} right`;
  });
  return `${parts.join('; ')}${labels.length > 8 ? '; and more' : ''}.`;
}

function shorten(label: string): string {
  const characters = [...label];
  if (characters.length <= longestLabel) return label;
  const half = Math.floor((longestLabel - 1) / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}
