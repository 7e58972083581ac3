import { findMaps } from '../../../data/formats/json/json-maps';
import type { JsonNode } from '../../../data/formats/json/json-node';

/**
 * Surveys records until all objects are known whose keys are data: what stands in them can only be told by a survey that
 * knows them from the start. Mostly one is enough.
 */
export async function surveyMaps<Surveyed extends { root: JsonNode }>(
  survey: (maps: Set<string>) => Promise<Surveyed>,
): Promise<Surveyed> {
  const maps = new Set<string>();
  for (;;) {
    const known = maps.size;
    const surveyed = await survey(maps);
    for (const path of findMaps(surveyed.root)) maps.add(path);
    if (maps.size === known) return surveyed;
  }
}
