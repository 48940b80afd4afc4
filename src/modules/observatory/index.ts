export { THRESHOLD, withholdList, withholdSmall, type Counts, type ShownCounts } from './withhold.ts';
