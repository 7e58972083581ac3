import type { OwnView } from './own-view';

/** Views by operator; each is loaded when its first cell is shown. */
const views: Partial<Record<string, OwnView>> = {
  'source.file': { load: () => import('../source/SourceView.svelte'), replaces: 'all' },
  'source.sql': { load: () => import('../sql/SqlView.svelte'), replaces: 'all' },
  'source.script': { load: () => import('../script/ScriptView.svelte'), replaces: 'all' },
  'profile.script': { load: () => import('../script/ScriptView.svelte'), replaces: 'form' },
  'profile.column': { load: () => import('../profile/ColumnView.svelte') },
  'profile.chart': { load: () => import('../chart/ChartView.svelte'), replaces: 'figures' },
  'profile.crossfilter': {
    load: () => import('../crossfilter/CrossfilterView.svelte'),
  },
  'publish.note': { load: () => import('../note/NoteView.svelte'), replaces: 'all' },
  'prepare.pivot': { load: () => import('../prepare/PivotView.svelte'), replaces: 'figures' },
  'prepare.apply-features': { load: () => import('../catalogue/FeatureCard.svelte') },
  'select.feature-set': {
    load: () => import('../select/FeatureSetView.svelte'),
    replaces: 'figures',
  },
  'evaluate.model': { load: () => import('../evaluate/EvaluationView.svelte') },
};

export function findOwnView(operatorId: string): OwnView | undefined {
  return views[operatorId];
}
