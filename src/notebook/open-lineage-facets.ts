import type { TableInfo } from '../data/table';
import type { LineageRun } from './lineage-record';

/** Facets by their key, as OpenLineage names them. */
export type Facets = Record<string, object>;

/** Makes a facet of its fields: adds who made it, and where its schema (`1-2-0/SchemaDatasetFacet`) is. */
export type MakeFacet = (schema: string, fields: object) => object;

/** What a dataset is: its columns, the version that the fingerprint is, and what people wrote of it. */
export function datasetFacets(
  { record, description, columnDescriptions }: LineageRun,
  table: TableInfo | undefined,
  facet: MakeFacet,
): Facets {
  const fields = table?.columns.map(({ name, type }, index) => {
    const about = columnDescriptions.get(name);
    return { name, type, ordinal_position: index + 1, ...(about ? { description: about } : {}) };
  });
  return {
    version: facet('1-0-1/DatasetVersionDatasetFacet', { datasetVersion: record.fingerprint }),
    ...(fields ? { schema: facet('1-2-0/SchemaDatasetFacet', { fields }) } : {}),
    ...(description
      ? { documentation: facet('1-1-0/DocumentationDatasetFacet', { description }) }
      : {}),
  };
}

/** Counts of a table that is read: exact ones only, and no values out of it. */
export function metricsFacet(
  { table, bytes }: { table?: TableInfo; bytes?: number },
  facet: MakeFacet,
): Facets {
  const metrics = (table?.columns ?? []).map(
    ({ name, missing, distinct, distinctIsEstimate }) =>
      [
        name,
        { nullCount: missing, ...(distinctIsEstimate ? {} : { distinctCount: distinct }) },
      ] as const,
  );
  return {
    dataQualityMetrics: facet('1-0-3/DataQualityMetricsInputDatasetFacet', {
      ...(table ? { rowCount: table.rowCount } : {}),
      ...(bytes === undefined ? {} : { bytes }),
      columnMetrics: Object.fromEntries(metrics),
    }),
  };
}
