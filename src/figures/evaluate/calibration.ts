import { categoryRole } from '../colours';
import type { Figure, Trace } from '../figure';

/** Rows of one bin of predicted probability, and how often the predicted thing was so, with its interval. */
export interface CalibrationPoint {
  from: number;
  to: number;
  rows: number;
  meanPredicted: number;
  shareObserved: number;
  low: number;
  high: number;
}

export interface NamedCalibration {
  name: string;
  bins: readonly CalibrationPoint[];
  /** `ECE 1.2 %`. */
  score: string;
}

/**
 * Calibration curves: mean predicted probability of each bin against the observed share, with Wilson intervals.
 * Empty bins are left out. `meaning` is what the probability is of.
 */
export function drawCalibration(models: readonly NamedCalibration[], meaning: string): Figure {
  const summary = models.map(({ name, score }) => `${name}: ${score}`).join('; ');
  return {
    title: 'Calibration: are probabilities meant?',
    alt: `Calibration curves. ${summary}. On the diagonal probabilities are as meant.`,
    data: [...models.map(calibrationTrace), diagonal()],
    layout: {
      xaxis: {
        range: [-0.02, 1.02],
        tickformat: '.0%',
        title: { text: `predicted probability of ${meaning}` },
      },
      yaxis: { range: [-0.02, 1.02], tickformat: '.0%', title: { text: 'observed share' } },
    },
    heightPx: 360,
  };
}

function calibrationTrace({ name, bins, score }: NamedCalibration, index: number): Trace {
  const filled = bins.filter((bin) => bin.rows > 0);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: `${name}, ${score}`,
    x: filled.map((bin) => bin.meanPredicted),
    y: filled.map((bin) => bin.shareObserved),
    error_y: {
      type: 'data',
      symmetric: false,
      array: filled.map((bin) => bin.high - bin.shareObserved),
      arrayminus: filled.map((bin) => bin.shareObserved - bin.low),
    },
    text: filled.map(
      (bin) => `${bin.rows.toLocaleString('en-US')} rows at ${range(bin.from, bin.to)}`,
    ),
    hovertemplate: '%{text}<br>predicted %{x:.1%}<br>observed %{y:.1%}<extra></extra>',
    meta: { role: categoryRole(index) },
  };
}

function diagonal(): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'as meant',
    x: [0, 1],
    y: [0, 1],
    line: { dash: 'dot', width: 1.5 },
    hoverinfo: 'skip',
    meta: { role: 'neutral' },
  };
}

function range(from: number, to: number): string {
  return `${(100 * from).toFixed(0)}–${(100 * to).toFixed(0)} %`;
}
