import type { Route } from '#kernel/http';
import { editBlockRoute, newBlockRoute } from './build/blocks.tsx';
import { buildListRoute, editCourseRoute, newCourseRoute } from './build/courses.tsx';
import { buildLessonRoute, editLessonRoute, newLessonRoute } from './build/lessons.tsx';
import { arrangeRoute, copyRoute, outlineRoute, publishRoute, withdrawRoute } from './build/outline.tsx';
import { copyPublishedRoute } from './build/copy-published.tsx';
import { editQuestionRoute, newQuestionRoute } from './build/questions.tsx';
import { translateRoute } from './build/translate.tsx';
import { certificateRoute } from './certificate.tsx';
import { beginRoute, courseRoute } from './course.tsx';
import { coursesRoute } from './courses.tsx';
import { personLearningRoute } from './desk-learning.tsx';
import { attendanceCertificateRoute, deskEnrolRoute, deskWithdrawRoute } from './groups/desk.tsx';
import { deskMarkRoute } from './groups/desk-mark.tsx';
import { enrolRoute, withdrawRoute as leaveGroupRoute } from './groups/enrol.tsx';
import { evaluateCourseRoute, evaluateGroupRoute } from './groups/evaluate.tsx';
import { groupRoute } from './groups/group.tsx';
import { groupsRoute } from './groups/list.tsx';
import { myCalendarRoute } from './groups/mine.tsx';
import { monthRoute } from './groups/month.tsx';
import { answerRoute, lessonRoute } from './lesson.tsx';
import { myCoursesRoute, workRoute } from './my-courses.tsx';
import { attendanceRoute, sheetRoute } from './teach/attendance.tsx';
import { colleagueAttendanceRoute, ownAttendanceRoute } from './teach/colleagues-attendance.tsx';
import { colleagueCertificateRoute, colleaguesRoute, ownCertificateRoute } from './teach/colleagues.tsx';
import { editGroupRoute, newGroupRoute } from './teach/group-form.tsx';
import { callOffGroupRoute, moveGroupRoute, teachGroupRoute } from './teach/group.tsx';
import { teachingCalendarRoute, teachingRoute } from './teach/home.tsx';
import { roomRoute, roomsRoute } from './teach/rooms.tsx';
import { callOffSessionRoute, editSessionRoute, newSessionRoute } from './teach/session-form.tsx';
import { markRoute, workFileRoute } from './teach/work.tsx';

export const routes: readonly Route[] = [
  coursesRoute,
  courseRoute,
  beginRoute,
  lessonRoute,
  answerRoute,
  myCoursesRoute,
  workRoute,
  personLearningRoute,
  certificateRoute,
  buildListRoute,
  newCourseRoute,
  outlineRoute,
  editCourseRoute,
  arrangeRoute,
  publishRoute,
  withdrawRoute,
  copyRoute,
  newLessonRoute,
  buildLessonRoute,
  editLessonRoute,
  newBlockRoute,
  editBlockRoute,
  newQuestionRoute,
  editQuestionRoute,
  translateRoute,
  copyPublishedRoute,
  groupsRoute,
  monthRoute,
  groupRoute,
  enrolRoute,
  leaveGroupRoute,
  myCalendarRoute,
  evaluateGroupRoute,
  evaluateCourseRoute,
  deskEnrolRoute,
  deskWithdrawRoute,
  attendanceCertificateRoute,
  deskMarkRoute,
  teachingRoute,
  colleaguesRoute,
  colleagueCertificateRoute,
  ownCertificateRoute,
  colleagueAttendanceRoute,
  ownAttendanceRoute,
  teachingCalendarRoute,
  newGroupRoute,
  teachGroupRoute,
  editGroupRoute,
  moveGroupRoute,
  callOffGroupRoute,
  newSessionRoute,
  editSessionRoute,
  callOffSessionRoute,
  attendanceRoute,
  sheetRoute,
  roomsRoute,
  roomRoute,
  markRoute,
  workFileRoute,
];

export { CourseTile } from './courses.tsx';
export { officesOfGroups } from './groups/group-words.tsx';
export { GroupCard } from './groups/list.tsx';
export { enrolWording } from './groups/enrol.tsx';
export { MyGroups, readMyGroups } from './groups/mine.tsx';
export { MyCourses, readMyCourses } from './my-courses.tsx';
export { PersonLearning, readPersonLearning } from './desk-learning.tsx';
export { mediaRequest } from './serve-media.ts';
