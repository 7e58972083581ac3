import { errorCodes, type ErrorRecord } from '../data/app-error';
import { artifactKinds } from '../data/artifact';
import { withoutAbsent, type JsonShape } from '../data/json-shape';
import { sha256Pattern } from './project-manifest';
import type { KeptArtifact, KeptFile } from './project-state';
import type { RunRecord } from './run-record';

const outcomes = ['done', 'failed', 'cancelled'] as const;

/** A kept result, and of a table the file of its rows where they go along. */
export function readArtifact(shape: JsonShape): KeptArtifact {
  const table = shape.at('table').optional(readFile);
  return {
    fingerprint: shape.at('fingerprint').text(sha256Pattern),
    kind: shape.at('kind').oneOf(artifactKinds),
    sha256: shape.at('sha256').text(sha256Pattern),
    bytes: shape.at('bytes').count(),
    ...(table && { table }),
  };
}

export function readFile(shape: JsonShape): KeptFile {
  return { sha256: shape.at('sha256').text(sha256Pattern), bytes: shape.at('bytes').count() };
}

/** @throws AppError `bad_document` */
export function readRecord(shape: JsonShape): RunRecord {
  const optional = <T>(key: string, read: (value: JsonShape) => T): T | undefined =>
    shape.at(key).optional(read);
  return withoutAbsent<RunRecord>({
    cell: shape.at('cell').text(),
    operator: shape.at('operator').text(),
    operatorVersion: shape.at('operatorVersion').amount(),
    fingerprint: shape.at('fingerprint').text(),
    params: shape.at('params').object(),
    inputs: shape
      .at('inputs')
      .list()
      .map((input) => input.text()),
    startedAt: shape.at('startedAt').text(),
    durationMs: shape.at('durationMs').number(),
    rowsRead: shape.at('rowsRead').amount(),
    rowsMade: optional('rowsMade', (rows) => rows.amount()),
    seed: optional('seed', (seed) => seed.number()),
    backend: optional('backend', (backend) => backend.text()),
    engines: readTexts(shape.at('engines')),
    outcome: shape.at('outcome').oneOf(outcomes),
    error: optional('error', readError),
  });
}

function readError(shape: JsonShape): ErrorRecord {
  const details = shape.at('details');
  const entries = Object.entries(details.object()).filter(([, value]) => isPlain(value));
  return {
    code: shape.at('code').oneOf(errorCodes),
    message: shape.at('message').text(),
    details: Object.fromEntries(entries) as ErrorRecord['details'],
  };
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function readTexts(shape: JsonShape): Record<string, string> {
  return Object.fromEntries(Object.keys(shape.object()).map((key) => [key, shape.at(key).text()]));
}
