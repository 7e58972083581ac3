import type { JsonNode } from './json-node';

/** So many keys, of which an object holds few, are no names of columns. */
const leastKeys = 100;
const sparseShare = 0.1;

/**
 * Paths of objects that seem to hold data in their keys, such as ids: a hundred different keys and more, of which each
 * object holds fewer than a tenth, over values of one kind. O(places).
 */
export function findMaps(root: JsonNode): string[] {
  return [...root.children, ...(root.item ? [root.item] : [])].flatMap((node) =>
    isMap(node) ? [node.path] : findMaps(node),
  );
}

function isMap({ children, objects, isMap: isKnown }: JsonNode): boolean {
  if (isKnown || children.length < leastKeys) return false;
  const kinds = new Set(children.map(kindOf));
  if (kinds.size !== 1 || kinds.has(undefined)) return false;
  const present = children.reduce((sum, { evidence }) => {
    const { numbers = 0, texts = 0, booleans = 0, nulls = 0 } = evidence ?? {};
    return sum + numbers + texts + booleans + nulls;
  }, 0);
  return present < sparseShare * objects * children.length;
}

/** The one kind of values at a place; undefined where they are several, lists or objects. */
function kindOf({ evidence, children, item }: JsonNode): string | undefined {
  if (!evidence || children.length > 0 || item) return undefined;
  const { numbers, texts, booleans, nested } = evidence;
  if (nested > 0) return undefined;
  const found = Object.entries({ numbers, texts, booleans }).filter(([, count]) => count > 0);
  return found.length === 1 ? found[0]![0] : undefined;
}
