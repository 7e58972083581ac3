import { AppError } from '../../../data/app-error';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvEdit, CsvFindings } from '../../../data/formats/csv/csv-findings';
import { askedTexts } from '../../../data/formats/csv/written-names';
import { latin1, type TextEncoding } from '../../../data/formats/text/encoding';
import type { CastFailures } from '../../../data/source';
import { applyReadings } from './apply-readings';
import { describeFindings, describeReadings, describeTexts } from './csv-notes';
import { importNarrowed } from './import-narrowed';
import { canReadDialect } from './csv-select';
import type { CsvImport, ReaderSummary } from '../import-ports';
import { checkTexts } from '../check-texts';
import { loadCsv, relationOf } from './load-csv';
import type { SelectedRows } from '../sketch/sketch-ports';
import { startEarly } from './load-early';

/**
 * Reads a CSV into a table. The decode worker looks at every byte and decides what is a row and what each
 * column holds; meanwhile the database already reads the file as its first part suggests. Where both agree,
 * that table stands; where not (a later value of another kind, a bad line), the file is read once more, as
 * found. Rows in the file are rows kept plus rows rejected, or the import fails.
 */
export async function importCsv(
  file: Blob,
  encoding: TextEncoding,
  job: CsvImport,
): Promise<ReaderSummary> {
  const { decoder, hooks, name } = job;
  const { signal } = hooks;
  const decoded = await decoder.transcode(file, encoding, { signal });
  const laidOut = await decoder.layOut(decoded, job.choices, { signal });
  const { text: whole, choices } = laidOut ?? { text: decoded, choices: job.choices };
  const plan = await decoder.planCsv(whole, name, choices);
  if ('wide' in plan)
    return importNarrowed(whole, job, (text, narrow) =>
      importCsv(text, { name: 'utf-8', markBytes: 0 }, narrow),
    );
  const selected = await selectRows(whole, plan, job);
  const text = selected?.text ?? whole;
  const early = startEarly(text, plan, job);
  try {
    const onProgress = (bytes: number): void =>
      hooks.onProgress?.((0.9 * bytes) / text.size, `Reading ${name}`);
    const missing = choices.missing ?? [];
    const findings = await decoder.surveyCsv(text, plan, missing, { signal, onProgress });
    const { multibyte, invalid } = findings.utf8;
    if (invalid > multibyte && encoding.name === 'utf-8') {
      await early.stop();
      return await importCsv(file, latin1, job);
    }
    const isEarly = agrees(plan, findings) && (await early.rowCount()) === findings.rowCount;
    if (!isEarly) {
      await early.stop();
      await loadAsFound(text, plan, findings, job);
    }
    const wanted = choices.columns && new Set(choices.columns);
    const kept = plan.names.filter(
      (name, column) => !findings.isEmpty[column] && (wanted?.has(name) ?? true),
    );
    const readings = choices.readings ?? [];
    const asked = [...askedTexts(plan.names, choices.texts)].filter(([name]) =>
      kept.includes(name),
    );
    const texted = new Map(asked);
    const columns = { names: kept, texts: texted };
    const casts = await applyReadings(job.database, job.target, columns, readings, signal);
    const counted = isEarly && readings.length === 0 ? findings.texts : [];
    const counts = await checkTexts(
      job.database,
      relationOf(job.target),
      counted.filter(({ name }) => kept.includes(name)),
    );
    const notes = [
      encoding.note,
      laidOut?.note,
      ...plan.notes,
      ...describeFindings(plan, findings),
      ...describeReadings(plan.proposals, casts),
      ...describeTexts(asked),
    ];
    const { repaired } = findings;
    const { rejected, extract } = selected ?? { rejected: findings.rejected };
    const { parts, part } = plan;
    const chosen = parts.length > 1 ? { parts, part } : {};
    const { proposals } = plan;
    return {
      rejected,
      repaired,
      proposals,
      casts,
      otherwise: findings.otherwise.flatMap((found, column) =>
        found && kept.includes(plan.names[column]!) && !plan.asText[column]
          ? [{ column: plan.names[column]!, ...found }]
          : [],
      ),
      writtenIn: [...asked, ...failedIn(casts, texted)],
      extract,
      ...chosen,
      texts: counts,
      ...(isEarly && readings.length === 0 ? { kindCounts: await early.kindCounts() } : {}),
      notes: notes.filter((note) => note !== undefined),
    };
  } catch (thrown) {
    await early.stop();
    throw thrown;
  }
}

/** Columns that keep the texts that could not be read, where not all texts are kept. */
function failedIn(
  casts: readonly CastFailures[],
  texts: ReadonlyMap<string, string>,
): [column: string, keptIn: string][] {
  return casts.flatMap(({ column, failed, keptIn }): [string, string][] =>
    failed > 0 && !texts.has(column) ? [[column, keptIn]] : [],
  );
}

/** The rows that are wanted, where not all are. */
async function selectRows(
  text: Blob,
  plan: CsvPlan,
  { decoder, hooks, choices, name }: CsvImport,
): Promise<SelectedRows | undefined> {
  const { rows, sample } = choices;
  if (!rows && !sample) return undefined;
  const onProgress = (bytes: number): void =>
    hooks.onProgress?.((0.7 * bytes) / text.size, `Choosing rows of ${name}`);
  return decoder.selectRows(text, plan, { rows, sample }, { signal: hooks.signal, onProgress });
}

function agrees({ guess }: CsvPlan, findings: CsvFindings): boolean {
  const { types, unplain, edits, lineEnd, isLoose } = findings;
  const isSameType = types.every(
    ({ sql, zoned }, column) =>
      sql === guess.types[column]!.sql && zoned === guess.types[column]!.zoned,
  );
  const isAsWide = findings.isEmpty.every((isEmpty, column) => isEmpty === guess.isEmpty[column]);
  const isCastable = types.every(
    ({ sql }, column) => sql === 'VARCHAR' || guess.unplain[column] || !unplain[column],
  );
  return (
    isSameType &&
    isAsWide &&
    isCastable &&
    edits?.length === 0 &&
    lineEnd === guess.lineEnd &&
    !isLoose
  );
}

/** Loads the rows that were found, from the file without its bad lines or, where it must be, written anew. */
async function loadAsFound(
  text: Blob,
  plan: CsvPlan,
  findings: CsvFindings,
  { database, decoder, target, choices, name, hooks }: CsvImport,
): Promise<void> {
  const { signal } = hooks;
  const { types, unplain, isEmpty, edits, lineEnd, isLoose, longestRecordBytes, rowCount } =
    findings;
  const common = {
    names: plan.names,
    types,
    unplain,
    isEmpty,
    longestRecordBytes,
    missing: choices.missing ?? [],
    kept: choices.columns,
    texts: askedTexts(plan.names, choices.texts),
  };
  hooks.onProgress?.(0.9, `Loading ${name}`);
  if (edits && lineEnd !== 'mixed' && !isLoose && canReadDialect(plan.dialect)) {
    const rows = withEdits(text, plan.dataStart, edits);
    const layout = { ...common, dialect: plan.dialect, lineEnd };
    const loaded = await loadCsv(database, target, rows, layout, signal).catch(unlessFatal);
    if (loaded === rowCount) return;
  }
  const rows = await decoder.rewriteCsv(text, plan, { signal });
  const dialect = { ...plainDialect, decimalPoint: plan.dialect.decimalPoint };
  const loaded = await loadCsv(
    database,
    target,
    rows,
    { ...common, dialect, lineEnd: '\n' },
    signal,
  );
  if (loaded !== rowCount) throw miscounted(name, loaded, rowCount);
}

function withEdits(text: Blob, start: number, edits: readonly CsvEdit[]): Blob {
  const parts: BlobPart[] = [];
  let from = start;
  for (const edit of edits) {
    parts.push(text.slice(from, edit.start), ...(edit.text ? [edit.text] : []));
    from = edit.end;
  }
  return parts.length === 0 ? text.slice(start) : new Blob([...parts, text.slice(from)]);
}

/** A query that failed over the text is tried again with the text written anew; nothing else is. */
function unlessFatal(thrown: unknown): undefined {
  if (thrown instanceof AppError && thrown.code === 'query_failed') return undefined;
  throw thrown;
}

function miscounted(name: string, loaded: number, rowCount: number): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" has ${rowCount.toLocaleString('en')} rows, but the engine reads ${loaded.toLocaleString('en')}. Nothing was kept; please report this file's form.`,
    { rowCount, loaded },
  );
}
