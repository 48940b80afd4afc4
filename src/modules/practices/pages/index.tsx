import type { Route } from '#kernel/http';
import { practicesRoute } from './list.tsx';
import { practiceRoute } from './practice.tsx';

export const routes: readonly Route[] = [practicesRoute, practiceRoute];

export { PracticesAbout, readPracticesAbout } from './practices-about.tsx';
