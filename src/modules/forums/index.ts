export type { Forum, ForumId, ForumText, MeetingId, PointId, SeatId } from './forum.ts';
export { actOnMeeting, getMeeting, planMeeting } from './meetings.ts';
export { addPoint, answerPoint, keepAttendance, keepMinutes, pointsOf } from './points.ts';
export { findForumByName, getForum } from './read-forums.ts';
export { giveSeat, seatsOf } from './seats.ts';
export { tellSeats } from './tell-seats.ts';
export { beginForum } from './write-forum.ts';
