export { readNetworks, type Served } from './networks.ts';
export { readSettings, type Settings } from './settings.ts';
