import { formatNumber, formatShare } from '../../data/format';
import type { ModelQuality, QualityScores } from '../../data/model';
import type { Figure } from '../figure';

/** The model and the baselines side by side: accuracy, or RMSE. `names` are the model's and the baselines'. */
export function drawQuality(quality: ModelQuality, names: string[]): Figure {
  const scores = [quality.model, ...quality.baselines.map((baseline) => baseline.scores)];
  const values = scores.map(headlineScore);
  const isShare = 'accuracy' in quality.model;
  const measure = isShare ? 'share of rows that are right' : 'RMSE, in units of the target';
  const texts = values.map((value) => (isShare ? formatShare(value) : formatNumber(value, 3)));
  return {
    title: isShare ? 'Accuracy beside the baselines' : 'Error beside the baselines',
    alt: `${isShare ? 'Accuracy' : 'RMSE'} on ${quality.rows} ${quality.on} rows: ${names.map((name, index) => `${name} ${texts[index]}`).join(', ')}.`,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: values,
        y: names.map((_, place) => place),
        text: texts,
        textposition: 'auto',
        customdata: names,
        hovertemplate: '%{customdata}: %{text}<extra></extra>',
        meta: { roles: names.map((_, index) => (index === 0 ? 'primary' : 'neutral')) },
        showlegend: false,
      },
    ],
    layout: {
      xaxis: {
        title: { text: measure },
        rangemode: 'tozero',
        ...(isShare && { range: [0, 1], tickformat: '.0%' }),
      },
      yaxis: {
        tickvals: names.map((_, place) => place),
        ticktext: names,
        autorange: 'reversed',
        automargin: true,
      },
    },
    heightPx: 80 + 40 * names.length,
  };
}

function headlineScore(scores: QualityScores): number {
  return 'accuracy' in scores ? scores.accuracy : scores.rmse;
}
