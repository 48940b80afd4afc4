export { locations, stages, type Location, type Stage, type Venture, type VentureId, type VentureText } from './venture.ts';
export { foundedVentures, foundersOf, getVenture, ventureHistory, venturesById, venturesOf } from './get-venture.ts';
export { createVenture } from './create-venture.ts';
export { addFounder, changeVenture, moveStage, removeFounder } from './change-venture.ts';
export { atStage } from './at-stage.ts';
export { countVentures } from './count-ventures.ts';
export { countStarted, type StartedCount } from './count-started.ts';
