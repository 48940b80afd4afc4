export type { ProjectId } from './project.ts';
export { actOnDeliverable, addDeliverable } from './deliverables.ts';
export { projectsTimetable } from './jobs.ts';
export { addPackage, addPartner, beginProject, getProject, ownProjects, publishProject } from './projects.ts';
