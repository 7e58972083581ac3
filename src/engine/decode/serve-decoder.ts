import type { CsvChoices, CsvPlan } from '../../data/formats/csv/csv-plan';
import type { TextEncoding } from '../../data/formats/text/encoding';
import type { SketchSize } from '../../data/sketch/sketch-size';
import type { PieceFormat, SourceOptions } from '../../data/source';
import { Transferred, type CallContext, type Handlers } from '../workers/channel';
import type { RangeTask } from './csv/read-ranges';
import type { Decoder } from './import-ports';
import type { CountedColumnTexts } from './csv/row-texts';
import type { SurveyTask } from './csv/survey-csv';

/** Arguments of the decode worker's functions, by name. */
export interface DecodeCalls {
  hash: { file: Blob };
  unpack: { file: Blob; name: string; part: string | undefined };
  look: { file: Blob; name: string; options: SourceOptions; whole?: boolean };
  transcode: { file: Blob; encoding: TextEncoding };
  preview: { file: Blob; name: string; options: SourceOptions };
  layOut: { file: Blob; choices: CsvChoices };
  planCsv: { file: Blob; name: string; choices: CsvChoices };
  surveyCsv: { file: Blob; plan: CsvPlan; missing: readonly string[] };
  surveyRange: { file: Blob; plan: CsvPlan; missing: readonly string[]; task: SurveyTask };
  takeTexts: { survey: number; columns: readonly number[] };
  endTexts: {
    survey: number;
    plan: CsvPlan;
    columns: readonly number[];
    others: readonly CountedColumnTexts[][];
  };
  selectRows: { file: Blob; plan: CsvPlan; choice: Pick<SourceOptions, 'rows' | 'sample'> };
  sketchFile: { file: Blob; name: string; options: SourceOptions };
  sketchRange: {
    file: Blob;
    plan: CsvPlan;
    missing: readonly string[];
    size: SketchSize;
    task: RangeTask;
  };
  rewriteCsv: { file: Blob; plan: CsvPlan };
  narrowCsv: { file: Blob; name: string; choices: CsvChoices };
  readSheet: { file: Blob; format: 'xlsx' | 'ods'; name: string; part: string | undefined };
  open: {
    file: Blob;
    format: PieceFormat;
    name: string;
    part: string | undefined;
    columns: readonly string[] | undefined;
  };
  next: { reader: number };
  close: { reader: number };
}

/** How decode workers are joined into a group, in which one leads and has the others help. */
export interface GroupCalls {
  lead: { port: MessagePort };
  help: { port: MessagePort };
}

type Served = { [K in keyof DecodeCalls]: (args: DecodeCalls[K], call: CallContext) => unknown };

/** The functions of the decode worker. Progress is the number of bytes read. */
export function serveDecoder(decoder: Decoder): Handlers {
  const hooksOf = ({ signal, progress }: CallContext): Parameters<Decoder['hash']>[1] => ({
    signal,
    onProgress: progress,
  });
  const served: Served = {
    hash: ({ file }, call) => decoder.hash(file, hooksOf(call)),
    unpack: ({ file, name, part }, call) => decoder.unpack(file, name, part, hooksOf(call)),
    look: ({ file, name, options, whole }, { signal, progress }) =>
      decoder.look(file, name, options, { signal, onLook: progress, whole }),
    transcode: ({ file, encoding }, call) => decoder.transcode(file, encoding, hooksOf(call)),
    preview: ({ file, name, options }, call) => decoder.preview(file, name, options, hooksOf(call)),
    layOut: ({ file, choices }, call) => decoder.layOut(file, choices, hooksOf(call)),
    planCsv: ({ file, name, choices }) => decoder.planCsv(file, name, choices),
    surveyCsv: ({ file, plan, missing }, call) =>
      decoder.surveyCsv(file, plan, missing, hooksOf(call)),
    surveyRange: ({ file, plan, missing, task }, call) =>
      decoder.surveyRange(file, plan, missing, task, hooksOf(call)),
    takeTexts: async ({ survey, columns }) => {
      const texts = await decoder.takeTexts(survey, columns);
      const buffers = (texts ?? []).flatMap((each) => (each ? Object.values(each) : []));
      return new Transferred(
        texts,
        buffers.map(({ buffer }) => buffer),
      );
    },
    endTexts: ({ survey, plan, columns, others }) =>
      decoder.endTexts(survey, plan, columns, others),
    selectRows: ({ file, plan, choice }, call) =>
      decoder.selectRows(file, plan, choice, hooksOf(call)),
    sketchFile: ({ file, name, options }, call) =>
      decoder.sketchFile(file, name, options, hooksOf(call)),
    sketchRange: ({ file, plan, missing, size, task }, call) =>
      decoder.sketchRange(file, plan, missing, size, task, hooksOf(call)),
    rewriteCsv: ({ file, plan }, call) => decoder.rewriteCsv(file, plan, hooksOf(call)),
    narrowCsv: ({ file, name, choices }, call) =>
      decoder.narrowCsv(file, name, choices, hooksOf(call)),
    readSheet: ({ file, format, name, part }, call) =>
      decoder.readSheet(file, format, name, part, hooksOf(call)),
    open: ({ file, format, name, part, columns }, call) =>
      decoder.open(file, format, name, hooksOf(call), part, columns),
    next: async ({ reader }, { signal }) => {
      const piece = await decoder.next(reader, signal);
      return piece && new Transferred(piece, [piece.ipc.buffer as ArrayBuffer]);
    },
    close: ({ reader }) => decoder.close(reader),
  };
  return served as Handlers;
}
