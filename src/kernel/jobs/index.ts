export { declareTask, defineTask, implementTask, type JobContext, type Task, type TaskName, type Timetable } from './task.ts';
export { addJob, removeJob, type JobOptions } from './add-job.ts';
export { startWorker, type Worker, type WorkerOptions } from './start-worker.ts';
export { readQueue, type QueueState } from './read-queue.ts';
export {
  finishProgress,
  readProgress,
  reportProgress,
  startProgress,
  type Progress,
  type ProgressId,
  type ProgressState,
} from './progress.ts';
export { housekeepingTimetable } from './housekeeping.ts';
