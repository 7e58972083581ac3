import { badParam, text, type Param } from '../params';

const mostLayers = 6;
const mostUnits = 1024;

/** Units of each hidden layer as a list: `64, 32`; empty for none. */
export const hiddenParam: Param<string> = {
  ...text({
    label: 'Hidden layers',
    help: 'Units of each hidden layer, from the first on. Empty: none, which makes it a linear model.',
    default: '64, 32',
    placeholder: '64, 32',
  }),
  check: (value, name) => {
    if (typeof value !== 'string') throw badParam(name, value, 'give numbers, as in 64, 32');
    const units = parseHidden(value);
    const fits = units.every(
      (count) => Number.isInteger(count) && count >= 1 && count <= mostUnits,
    );
    if (!fits || units.length > mostLayers)
      throw badParam(
        name,
        value,
        `give at most ${mostLayers} whole numbers from 1 to ${mostUnits}, as in 64, 32`,
      );
    return value;
  },
};

/** The units that a text lists. */
export function parseHidden(list: string): number[] {
  return list
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
}
