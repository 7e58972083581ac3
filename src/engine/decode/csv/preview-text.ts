import { AppError } from '../../../data/app-error';
import { explainPlan } from '../../../data/formats/csv/explain-plan';
import { CsvSurvey } from '../../../data/formats/csv/csv-survey';
import { planCsv, type CsvChoices, type CsvPlan } from '../../../data/formats/csv/csv-plan';
import { firstLines, valueText } from '../../../data/formats/csv/record-sample';
import { askedTexts } from '../../../data/formats/csv/written-names';
import { RecordStream } from '../../../data/formats/csv/record-stream';
import type { SourceOptions } from '../../../data/source';
import type { TextPreview } from '../../../data/text-preview';
import { readBytes } from '../../files/read-pieces';
import type { UnpackedFile } from '../../unpack/unpack-file';
import { encodingOf } from './encoding-of';
import { layOutText } from './lay-out-text';
import { readSample } from './survey-csv';
import { transcodeToUtf8, type DecodeHooks } from './transcode';

const partBytes = 2 ** 18;
const shownRows = 12;
/** Lines of a wide table that are looked at, however long they are. */
const leastLines = 4;

/**
 * The first rows of a text as the options read them, with the reason for each guess: looks at the first 256 KiB, or
 * at more where the first line is longer, so that every change can be seen before it is made.
 * @throws AppError as the import would.
 */
export async function previewText(
  { file, name, detection, innerPart }: UnpackedFile,
  options: SourceOptions,
  hooks: DecodeHooks = {},
): Promise<TextPreview> {
  const encoding = encodingOf(options, detection);
  const headBytes = (await readSample(file, leastLines)).length;
  const decoded = await transcodeToUtf8(file.slice(0, headBytes), encoding, hooks);
  const laidOut = await layOutText(decoded, options, hooks);
  const choices = { ...options, ...laidOut?.choices, part: innerPart };
  const isWhole = file.size <= headBytes;
  const { sample, plan, preview } = await previewRows(
    laidOut?.text ?? decoded,
    name,
    choices,
    isWhole,
  );
  return { ...preview, guesses: explainPlan(sample, plan, encoding, options) };
}

/** What `previewRows` makes of the beginning of a text, the reasons left out. */
export interface PreviewedRows {
  sample: Uint8Array;
  plan: CsvPlan;
  preview: Omit<TextPreview, 'guesses'>;
}

/** The first rows of a CSV (UTF-8), of which 256 KiB are looked at, or more where the first line is longer. */
export async function previewRows(
  text: Blob,
  name: string,
  choices: CsvChoices,
  isWhole = text.size <= partBytes,
): Promise<PreviewedRows> {
  const bytes = isWhole ? await readBytes(text) : await readSample(text, leastLines);
  if (!isWhole && !bytes.includes(0x0a) && !bytes.includes(0x0d)) throw tooLong(name);
  const sample = isWhole ? bytes : firstLines(bytes, bytes.length - 1);
  const plan = planCsv(sample, name, choices, isWhole);
  const texts = askedTexts(plan.names, choices.texts);
  const { rows, rejected, repaired } = readRows(sample, plan, choices.missing ?? []);
  const wanted = choices.columns && new Set(choices.columns);
  const isShown = plan.names.map((column) => wanted?.has(column) ?? true);
  const columns = plan.names.flatMap((column, index) => {
    if (!isShown[index]) return [];
    const shown = { name: column, type: plan.guess.types[index]!.sql };
    const written = texts.get(column);
    return written === undefined
      ? [shown]
      : [shown, { name: written, type: 'VARCHAR', isText: true }];
  });
  const shownValues = rows.map((row) =>
    row.flatMap((value, index) => {
      if (!isShown[index]) return [];
      return texts.has(plan.names[index]!) ? [value, value] : [value];
    }),
  );
  return {
    sample,
    plan,
    preview: {
      columns,
      rows: shownValues,
      rejected: rejected + plan.before.length,
      repaired,
      proposals: plan.proposals,
    },
  };
}

function tooLong(name: string): AppError {
  return new AppError(
    'unavailable',
    `The first line of "${name}" is longer than 16 MiB, as far as it would be looked at: another reading of it cannot be shown here.`,
    { name },
  );
}

function readRows(
  sample: Uint8Array,
  plan: CsvPlan,
  missing: readonly string[],
): { rows: (string | null)[][]; rejected: number; repaired: number } {
  const survey = new CsvSurvey(plan, missing);
  const rows: (string | null)[][] = [];
  const stream = new RecordStream(
    survey.scanner,
    (bytes, start, end, offset) => {
      if (!survey.visit(bytes, start, end, offset) || rows.length === shownRows) return;
      const { scanner, bytes: text, dialect } = survey.row;
      rows.push(plan.names.map((_, column) => valueText(scanner, text, column, dialect) || null));
    },
    plan.dataStart,
  );
  stream.push(sample.subarray(plan.dataStart), true);
  const part = survey.part();
  return { rows, rejected: part.rejected.count, repaired: part.repaired.count };
}
