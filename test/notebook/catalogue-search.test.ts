import { describe, expect, it } from 'vitest';
import type { ProjectAbout } from '../../src/notebook/catalogue';
import { readQuery, sameContent, searchCatalogue } from '../../src/notebook/catalogue-search';

const wards: ProjectAbout = {
  title: 'Wards',
  changedAt: '2026-11-20T10:00:00Z',
  cells: 2,
  entries: [
    {
      cell: 'c1',
      name: 'patients',
      kind: 'table',
      detail: '120 rows × 2',
      madeAt: '2026-11-20T10:00:00Z',
      definition: { owner: 'Ward 3', tags: ['Health'] },
      columns: [
        {
          name: 'blood_pressure',
          kind: 'number',
          type: 'DOUBLE',
          definition: { unit: 'mmHg', sensitivity: 'special category' },
          content: 'same',
        },
        { name: 'ward', kind: 'category', type: 'VARCHAR' },
      ],
    },
    { cell: 'c2', name: 'risk', kind: 'model', detail: 'boosted trees for ward' },
  ],
};
const copy: ProjectAbout = {
  title: 'Copy',
  changedAt: '2026-11-27T10:00:00Z',
  cells: 1,
  entries: [
    {
      cell: 'c1',
      name: 'extract',
      kind: 'table',
      detail: '',
      madeAt: '2026-11-27T10:00:00Z',
      columns: [{ name: 'bp', kind: 'number', type: 'DOUBLE', content: 'same' }],
    },
  ],
};
const projects = [
  { id: 'p1', about: wards },
  { id: 'p2', about: copy },
];
const now = new Date('2026-11-28T10:00:00Z');
const found = (text: string): string[] =>
  searchCatalogue(projects, readQuery(text), now).map(
    ({ project, entry, column }) => `${project} ${entry.name}${column ? `.${column.name}` : ''}`,
  );

describe('the catalogue', () => {
  it.each([
    ['', ['p1 patients', 'p1 risk', 'p2 extract']],
    ['BLOOD', ['p1 patients.blood_pressure']],
    ['ward', ['p1 patients', 'p1 patients.ward', 'p1 risk']],
    ['mmhg', ['p1 patients.blood_pressure']],
    ['kind:models', ['p1 risk']],
    ['type:double', ['p1 patients.blood_pressure', 'p2 extract.bp']],
    ['tag:health', ['p1 patients']],
    ['owner:"ward 3" kind:table', ['p1 patients']],
    ['sensitivity:special', ['p1 patients.blood_pressure']],
    ['days:2 kind:table', ['p2 extract']],
    ['nothing:here', []],
    ['kind:table "ward 3"', ['p1 patients']],
    ['same:extract.bp', ['p1 patients.blood_pressure', 'p2 extract.bp']],
    ['same:BP type:double blood', ['p1 patients.blood_pressure']],
    ['same:patients.ward', []],
    ['same:nothing', []],
  ])('finds by %j', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  it('finds columns with the same values under other names', () => {
    expect(sameContent(projects, 'same').map(({ column }) => column!.name)).toEqual([
      'blood_pressure',
      'bp',
    ]);
  });
});
