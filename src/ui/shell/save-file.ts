import type { FileSink } from '../../data/export';

/** Hands a file to the person, as the browser does with downloads. Nothing is sent anywhere. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/** Asks for a file to write into, piece by piece; absent where the browser cannot. What fails leaves no file changed. */
export const pickFile = (globalThis as SavePicker).showSaveFilePicker && openPicked;

async function openPicked(name: string, mime: string): Promise<FileSink> {
  const ending = name.slice(name.lastIndexOf('.'));
  const types = [{ accept: { [mime]: [ending] } }];
  const handle = await (globalThis as SavePicker).showSaveFilePicker!({
    suggestedName: name,
    types,
  });
  const file = await handle.createWritable();
  return {
    write: async (parts) => {
      for (const part of parts) await file.write(part);
    },
    end: () => file.close(),
    abort: () => file.abort(),
  };
}
