import type { Channel } from '../workers/channel';
import type { Decoder } from './import-ports';
import type { DecodeCalls } from './serve-decoder';
import type { DecodeHooks } from './csv/transcode';

/** The decode worker's functions, called across its channel. */
export function createDecoderClient(channel: Pick<Channel, 'call'>): Decoder {
  const call = <K extends keyof DecodeCalls, T>(
    method: K,
    args: DecodeCalls[K],
    { signal, onProgress }: DecodeHooks = {},
  ): Promise<T> => channel.call<T>(method, args, { signal, onProgress });
  return {
    hash: (file, hooks) => call('hash', { file }, hooks),
    unpack: (file, name, part, hooks) => call('unpack', { file, name, part }, hooks),
    look: (file, name, options, { signal, onLook, whole } = {}) =>
      channel.call('look', { file, name, options, whole }, { signal, onProgress: onLook }),
    transcode: (file, encoding, hooks) => call('transcode', { file, encoding }, hooks),
    preview: (file, name, options, hooks) => call('preview', { file, name, options }, hooks),
    layOut: (file, choices, hooks) => call('layOut', { file, choices }, hooks),
    planCsv: (file, name, choices) => call('planCsv', { file, name, choices }),
    surveyCsv: (file, plan, missing, hooks) => call('surveyCsv', { file, plan, missing }, hooks),
    surveyRange: (file, plan, missing, task, hooks) =>
      call('surveyRange', { file, plan, missing, task }, hooks),
    takeTexts: (survey, columns) => call('takeTexts', { survey, columns }),
    endTexts: (survey, plan, columns, others) =>
      call('endTexts', { survey, plan, columns, others }),
    selectRows: (file, plan, choice, hooks) => call('selectRows', { file, plan, choice }, hooks),
    sketchFile: (file, name, options, hooks) => call('sketchFile', { file, name, options }, hooks),
    sketchRange: (file, plan, missing, size, task, hooks) =>
      call('sketchRange', { file, plan, missing, size, task }, hooks),
    rewriteCsv: (file, plan, hooks) => call('rewriteCsv', { file, plan }, hooks),
    narrowCsv: (file, name, choices, hooks) => call('narrowCsv', { file, name, choices }, hooks),
    readSheet: (file, format, name, part, hooks) =>
      call('readSheet', { file, format, name, part }, hooks),
    open: (file, format, name, hooks, part, columns) =>
      call('open', { file, format, name, part, columns }, hooks),
    next: (reader, signal) => call('next', { reader }, { signal }),
    close: (reader) => call('close', { reader }),
  };
}
