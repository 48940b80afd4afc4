export { frozenSplits, type FrozenArea, type FrozenFigure, type FrozenId, type FrozenQuarter, type Shown } from './frozen.ts';
export { freezeQuarter } from './freeze-quarter.ts';
export { findFrozen, frozenAreas, frozenFigures, frozenQuarters } from './read-frozen.ts';
