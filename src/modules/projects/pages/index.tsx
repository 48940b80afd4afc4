import type { Route } from '#kernel/http';
import { listRoute } from './list.tsx';
import { changeRoute, newRoute, partnerRoute, publishRoute } from './project-forms.tsx';
import { projectRoute } from './project.tsx';
import { publicListRoute, publicRoute } from './public.tsx';
import { actRoute, changePackageRoute, deliverableRoute, packageRoute } from './work-forms.tsx';

export const routes: readonly Route[] = [
  listRoute,
  newRoute,
  projectRoute,
  changeRoute,
  partnerRoute,
  publishRoute,
  packageRoute,
  changePackageRoute,
  deliverableRoute,
  actRoute,
  publicListRoute,
  publicRoute,
];
