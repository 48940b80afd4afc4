import { lookAtEveryPage } from './support/look-at-every-page.ts';

await lookAtEveryPage('ar');
