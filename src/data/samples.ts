/** A real data set that comes with the page, for a first look without a file of one's own. */
export interface Sample {
  id: string;
  title: string;
  /** What a row is, and what is worth looking for. */
  description: string;
  /** Name of the file, in the folder `samples` beside the page. */
  file: string;
  sizeBytes: number;
  rowCount: number;
  /** Under which terms the data may be used; in full in `licences`. */
  licence: string;
  /** Where the data comes from. */
  origin: string;
  /** The column that one would want to predict. */
  target: string;
}

/** The terms of all samples in full, relative to the page. */
export const licences = 'samples/licences.txt';

/** In the order of the empty page: the smallest and best known first. */
export const samples: readonly Sample[] = [
  {
    id: 'penguins',
    title: 'Penguins',
    description:
      'Beak, flipper and mass of 344 penguins of three species, with some values missing. Which species is it?',
    file: 'penguins.json',
    sizeBytes: 67_119,
    rowCount: 344,
    licence: 'CC0 1.0',
    origin: 'Gorman, Horst and Palmer Station LTER, by way of vega-datasets',
    target: 'Species',
  },
  {
    id: 'churn',
    title: 'Customers, with problems',
    description:
      'A made-up table of customers with everything that goes wrong: a leak, duplicates, two columns that say the same, labels that disagree. Who will leave?',
    file: 'planted.csv',
    sizeBytes: 148_448,
    rowCount: 2_004,
    licence: 'CC0 1.0',
    origin: 'Made for Assay by a seeded script',
    target: 'churned',
  },
  {
    id: 'wages',
    title: 'Wages 1985',
    description:
      'What 534 workers earned in an hour, with schooling, experience, sector and union. What is a year of school worth?',
    file: 'cps-wages-1985.csv',
    sizeBytes: 25_494,
    rowCount: 534,
    licence: 'CC0 1.0, database PDDL 1.0',
    origin: 'Berndt, Current Population Survey 1985, by way of stdlib',
    target: 'wage',
  },
  {
    id: 'flights',
    title: 'Flights, 3 million',
    description:
      'Delay and distance of three million flights in the United States, to see what a browser can carry. How late will it be?',
    file: 'flights-3m.parquet',
    sizeBytes: 13_493_022,
    rowCount: 3_000_000,
    licence: 'Public record of the U.S. government',
    origin: 'U.S. Bureau of Transportation Statistics, by way of vega-datasets',
    target: 'delay',
  },
];

/** The sample of that id, if there is one. */
export function findSample(id: string): Sample | undefined {
  return samples.find((sample) => sample.id === id);
}

/** The sample of that id, which must exist. */
export function getSample(id: string): Sample {
  const sample = findSample(id);
  if (!sample) throw new RangeError(`unknown sample: ${id}`);
  return sample;
}
