export { groupingLabel, type KeyGrouping } from '../../methods/prepare/pivot-keys';
