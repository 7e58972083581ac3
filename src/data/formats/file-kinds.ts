/** A kind of file that is not read here: how to know it, what to call it, and what to do instead. */
interface FileKind {
  name: string;
  bytes: readonly number[];
  offset?: number;
  /** Must stand somewhere in the first bytes too, in UTF-16. */
  holds?: string;
  advice?: string;
}

const unpack = 'Unpack it and give the file inside.';

const kinds: readonly FileKind[] = [
  { name: 'a PNG picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG picture', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF picture', bytes: ascii('GIF8') },
  { name: 'a WebP picture', bytes: ascii('WEBP'), offset: 8 },
  { name: 'a TIFF picture', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'a TIFF picture', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: 'a PDF document', bytes: ascii('%PDF') },
  { name: 'a PostScript document', bytes: ascii('%!PS') },
  { name: 'a bzip2 archive', bytes: ascii('BZh'), advice: unpack },
  { name: 'an xz archive', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], advice: unpack },
  { name: 'a 7-Zip archive', bytes: [0x37, 0x7a, 0xbc, 0xaf], advice: unpack },
  { name: 'a RAR archive', bytes: ascii('Rar!'), advice: unpack },
  {
    name: 'an encrypted Excel workbook',
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    holds: 'EncryptedPackage',
    advice: 'Open it with its password, save it without one, and give that.',
  },
  {
    name: 'an old Office document (.xls, .doc)',
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    advice: 'Save the workbook as .xlsx and give that.',
  },
  { name: 'an HDF5 file', bytes: [0x89, 0x48, 0x44, 0x46] },
  { name: 'an ORC file', bytes: ascii('ORC') },
  { name: 'an Avro file', bytes: [0x4f, 0x62, 0x6a, 0x01] },
  { name: 'a Feather file of version 1', bytes: ascii('FEA1'), advice: 'Save it as version 2.' },
  { name: 'a Stata file', bytes: ascii('<stata_dta>') },
  { name: 'an SPSS file', bytes: ascii('$FL2') },
  { name: 'a SAS file', bytes: [0xc2, 0xea, 0x81, 0x60], offset: 12 },
  { name: 'an R data file', bytes: ascii('RDX') },
  { name: 'a WebAssembly module', bytes: [0x00, 0x61, 0x73, 0x6d] },
  { name: 'a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'an MP4 video', bytes: ascii('ftyp'), offset: 4 },
  { name: 'an MP3 recording', bytes: ascii('ID3') },
  {
    name: 'an encrypted Parquet file',
    bytes: ascii('PARE'),
    advice: 'Save it without encryption.',
  },
  {
    name: 'a web page',
    bytes: ascii('<!doctype html'),
    advice: 'Perhaps a page of words came instead of the data.',
  },
  {
    name: 'a web page',
    bytes: ascii('<html'),
    advice: 'Perhaps a page of words came instead of the data.',
  },
  { name: 'an XML document', bytes: ascii('<?xml') },
];

/** What a file is that cannot be read as a table, from its first bytes; undefined where no mark is known. */
export function findFileKind(head: Uint8Array): { name: string; advice?: string } | undefined {
  return kinds.find(
    ({ bytes, offset = 0, holds }) =>
      startsWith(head.subarray(offset), bytes) && (holds === undefined || hasWide(head, holds)),
  );
}

function hasWide(head: Uint8Array, text: string): boolean {
  return new TextDecoder('utf-16le').decode(head).includes(text);
}

/** Letters match in either case. */
function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte || isSameLetter(head[index], byte));
}

function isSameLetter(first: number | undefined, second: number): boolean {
  return second >= 0x61 && second <= 0x7a && first !== undefined && (first | 0x20) === second;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
