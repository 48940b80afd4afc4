export { convert } from './convert.ts';
export { ratesImporter } from './import-rates.ts';
export { OLD_AFTER_DAYS, rateText, type Leg, type Rate } from './rate.ts';
export { rateOn } from './rate-on.ts';
