import { unpackedName } from '../../data/formats/archive/packing';
import { getSample } from '../../data/samples';
import type { SourceFile, SourceOptions } from '../../data/source';
import type { Engine } from '../../engine/engine';
import { getCell, type Cell } from '../../notebook/document';
import { findOperator } from '../../operators/operator-list';
import { FirstLook } from './first-look.svelte';
import { FirstLooks } from './first-looks.svelte';
import { shown } from '../screen/shown';
import type { NotebookEditor } from '../cells/notebook-editor.svelte';
import type { RunState } from '../runs/runs.svelte';
import { tableName } from './table-name';

/** The notebook that files are taken into. */
export interface SourceNotebook extends NotebookEditor {
  readonly engine: Engine;
  readonly runs: RunState;
  add(operatorId: string, cell: NewSource): Promise<string>;
  run(id: string): Promise<void>;
}

interface NewSource {
  inputs: Record<string, string>;
  params?: Record<string, unknown>;
  name: string;
  afterId?: string;
}

/**
 * How long a file is not hashed for the sake of its first rows, and not read for that of its sketch: both take all
 * cores of a small machine.
 */
const firstRowsMs = 300;
const sketchMs = 800;

/** How files are opened. */
export interface OpenHow {
  /** Whether each table is followed by its profile. */
  profile?: boolean;
}

/** Takes files into a notebook: each is seen at once, known again by its bytes, read by a cell, and profiled. */
export class Sources {
  readonly looks = new FirstLooks();

  constructor(private readonly notebook: SourceNotebook) {}

  /** Opens a file as a new cell, followed by its profile; resolves to its id once loaded. */
  async open(
    file: File,
    options: SourceOptions = {},
    { profile = true }: OpenHow = {},
  ): Promise<string> {
    const { engine } = this.notebook;
    const name = tableName(unpackedName(file.name));
    const look = new FirstLook(file.name, file.size);
    void look.start(engine, file, options);
    const hooks = {
      signal: look.signal,
      onProgress: (bytes: number) => (look.hashedBytes = bytes),
    };
    const turn = within(firstRowsMs, look.begun.then(shown));
    if (options.profileOnly) {
      const known = turn.then(() => engine.files.put(file, file.name, hooks));
      const params = { file: await this.looks.show(look, known), options };
      return this.notebook.add('profile.file', { params, name, inputs: {} });
    }
    const sketched = within(sketchMs, look.settled.then(shown));
    const intake = turn.then(() => engine.takeIn(file, file.name, options, hooks, sketched));
    try {
      const known = intake.then(({ source }) => source);
      const source = await this.looks.show(look, known);
      return await this.add({ file: source, options }, name, profile);
    } finally {
      await (await intake).release();
    }
  }

  openSample(sampleId: string): Promise<string> {
    const sample = getSample(sampleId);
    const file = {
      name: sample.file,
      sha256: '',
      sizeBytes: sample.sizeBytes ?? 0,
      sample: sample.id,
    };
    return this.add({ file, options: {} }, sample.id.replaceAll('-', '_'));
  }

  /** A new cell that reads a file, followed by its profile; resolves to its id once loaded. */
  async add(params: Record<string, unknown>, name: string, profile = true): Promise<string> {
    const id = await this.notebook.add('source.file', { params, name, inputs: {} });
    if (profile && findOperator('profile.table')) this.#addProfile(id, name);
    return id;
  }

  /** What was seen of the file of a cell before its table is there. */
  lookOf(cell: Cell): FirstLook | undefined {
    const file = cell.params.file as SourceFile | null | undefined;
    const isMade = this.notebook.runs.of(cell.id).artifact !== undefined;
    return file && !isMade ? this.looks.get(file.sha256) : undefined;
  }

  /** Reads another part of a file, or only its profile: one edit, and a run. */
  async readPart(id: string, options: SourceOptions): Promise<void> {
    const { notebook } = this;
    const cell = getCell(notebook.documents.current, id);
    if (options.profileOnly) return this.#profileFile(cell, options);
    notebook.setParams(id, { options }, 'choose what is read of');
    await notebook.run(id);
    const isProfiled = notebook.cells.some(
      ({ operator, inputs }) => operator === 'profile.table' && inputs.table === id,
    );
    if (!isProfiled) this.#addProfile(id, cell.name);
  }

  /** In place of a table that was never made, else beside it. */
  async #profileFile(cell: Cell, options: SourceOptions): Promise<void> {
    const { notebook } = this;
    const params = { file: cell.params.file, options };
    if (notebook.runs.of(cell.id).artifact) {
      const name = `${cell.name}_profile`;
      await notebook.add('profile.file', { params, name, inputs: {}, afterId: cell.id });
      return;
    }
    notebook.change(cell.id, 'profile only', { operator: 'profile.file', params });
    await notebook.run(cell.id);
  }

  /** The profile comes along below; the table stays what is looked at. */
  #addProfile(id: string, name: string): void {
    const { selectedId } = this.notebook;
    const cell = { inputs: { table: id }, name: `${name}_profile`, afterId: id };
    void this.notebook.add('profile.table', cell).catch(() => undefined);
    this.notebook.selectedId = selectedId;
  }
}

/** Waits for something, but no longer than so many milliseconds. */
async function within(mostMs: number, awaited: Promise<void>): Promise<void> {
  await Promise.race([awaited, new Promise((resolve) => setTimeout(resolve, mostMs))]);
}
