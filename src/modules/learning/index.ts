export { exercisesOf, questionsOf } from './course.ts';
export { audiences, modes, type Audience, type CourseId, type Mode, type VersionId } from './course.ts';
export {
  courseLanguages,
  courseTitles,
  findCourse,
  listCourses,
  type CourseCard,
  type CourseFilter,
  type PublishedCourse,
} from './list-courses.ts';
export { importCourses, type CourseImport } from './import-courses.ts';
export { beginCourse } from './begin-course.ts';
export { studiesOf, studyOf, type Study, type StudyId, type StudyWithContent } from './study.ts';
export { eventsOf, handedInOf } from './learning-event.ts';
export { progressOf, type Progress } from './progress.ts';
export { MOST_EVENTS, receiveEvents, sending, type Sending } from './receive-events.ts';
export { openMedia } from './media.ts';
export { copyOfLearning, type LearningCopy } from './copy-of-learning.ts';
export { certificatesOf, issueCertificate } from './issue-certificate.ts';
export { learnersOf } from './learners-of.ts';
export { copyCourse, createCourse, publishCourse, withdrawCourse } from './build-course.ts';
export { countStudies } from './count-studies.ts';
export { countGroups, type GroupCount } from './count-groups.ts';
export { countLearners, type LearnerCount } from './count-learners.ts';
export { countOfficers, finishedByColleagues, issueOfficerCertificate } from './officer-certificate.ts';
export { attendedByColleagues, issueOfficerAttendance } from './officer-attendance.ts';
export type { GroupId, GroupText } from './group.ts';
export { moveGroup, planGroup } from './plan-group.ts';
export { getGroup, listComingGroups } from './read-groups.ts';
export { addRoom, type RoomId } from './room.ts';
export { getSession, planSession, sessionsOf, type SessionId } from './session.ts';
export { enrolAtDesk, enrolSelf } from './enrol.ts';
export { markAttendance, type AttendanceState } from './attendance.ts';
export { learnersOfGroup, type EnrolmentId } from './enrolment.ts';
export { markWork, workOf, type EventId } from './mark-exercise.ts';
export { copyOfGroups, type GroupsCopy } from './copy-of-groups.ts';
export { learningTasks } from './tell-learners.ts';
export { learningTimetable } from './keep-groups.ts';
export { certificateTemplate } from './certificate-template.ts';
