export { frozenSplits, type FrozenArea, type FrozenFigure, type FrozenQuarter, type Shown } from './frozen.ts';
export { freezeQuarter } from './freeze-quarter.ts';
export { frozenAreas, frozenFigures, frozenQuarters } from './read-frozen.ts';
