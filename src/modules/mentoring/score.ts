import { overlapMinutes, type Availability } from './hours.ts';

// uses messages: mentoring.reason.*
/** Why a mentor stands where they stand in the list, in the order in which it is told. */
export const reasonCodes = ['language', 'sector', 'topic', 'stage', 'place', 'country', 'time', 'free'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** One reason; `about` holds codes of the vocabulary or language tags, `minutes` the time in common. */
export interface Reason {
  code: ReasonCode;
  about: string[];
  minutes?: number;
  points: number;
}

/** What a venture and its founder need of a mentor. */
export interface Need {
  /** Languages of the founder, the one they prefer first. */
  languages: readonly string[];
  sector: string;
  stage: string;
  topics: readonly string[];
  /** Places and countries of the ends that are wanted. */
  places: readonly string[];
  countries: readonly string[];
  /** Null where the founder has not said when they have time. */
  availability: Availability | null;
}

/** What the ranking asks of a mentor. */
export interface Candidate {
  languages: readonly string[];
  sectors: readonly string[];
  stages: readonly string[];
  topics: readonly string[];
  placeId: string;
  countryId: string;
  availability: Availability;
  menteeLimit: number;
  mentees: number;
}

/** Points by reason; together at most 100. */
export const weights = {
  preferredLanguage: 10,
  otherLanguage: 6,
  sector: 24,
  topic: 7,
  mostTopics: 4,
  stage: 8,
  place: 16,
  country: 12,
  fullTime: 8,
  mostFree: 6,
} as const;

/** What the time in common can add: the database cannot compare hours on two clocks. */
export const mostUnseen = (need: Pick<Need, 'availability'>): number => (need.availability ? weights.fullTime : 0);

/** Minutes a week in common that count in full: more changes nothing. */
const ENOUGH_MINUTES = 180;

/** A week with less in common than one short meeting has nothing in common. */
const LEAST_MINUTES = 30;

/** What comes of comparing: the sum and the reasons for it. */
export interface Score {
  points: number;
  reasons: Reason[];
}

/**
 * How well a mentor fits a venture, 0 to 100, with the reasons; null where they share no language or the mentor has no
 * free place: both are musts. Pure and the same for the same input.
 */
export function score(need: Need, candidate: Candidate): Score | null {
  const languages = need.languages.filter((tag) => candidate.languages.includes(tag));
  if (languages.length === 0 || candidate.mentees >= candidate.menteeLimit) return null;
  const reasons: Reason[] = [
    {
      code: 'language',
      about: languages,
      points: languages[0] === need.languages[0] ? weights.preferredLanguage : weights.otherLanguage,
    },
  ];
  const add = (code: ReasonCode, points: number, about: string[] = [], minutes?: number) => {
    if (points > 0) reasons.push({ code, about, points, ...(minutes === undefined ? {} : { minutes }) });
  };
  if (candidate.sectors.includes(need.sector)) add('sector', weights.sector, [need.sector]);
  const topics = [...new Set(need.topics)].filter((topic) => candidate.topics.includes(topic));
  add('topic', weights.topic * Math.min(topics.length, weights.mostTopics), topics);
  if (candidate.stages.includes(need.stage)) add('stage', weights.stage, [need.stage]);
  if (need.places.includes(candidate.placeId)) add('place', weights.place, [candidate.placeId]);
  else if (need.countries.includes(candidate.countryId)) add('country', weights.country, [candidate.countryId]);
  const minutes = need.availability ? overlapMinutes(need.availability, candidate.availability) : 0;
  if (minutes >= LEAST_MINUTES) {
    add('time', Math.max(1, Math.round((weights.fullTime * Math.min(minutes, ENOUGH_MINUTES)) / ENOUGH_MINUTES)), [], minutes);
  }
  const free = candidate.menteeLimit - candidate.mentees;
  add('free', Math.max(1, Math.round((weights.mostFree * free) / candidate.menteeLimit)));
  return { points: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons };
}

/** Those who fit, best first; with equal points in the order of their ids, so that a list never jumps. */
export function rank<C extends Candidate & { id: string }>(need: Need, candidates: readonly C[]): { mentor: C; score: Score }[] {
  return candidates
    .flatMap((mentor) => {
      const found = score(need, mentor);
      return found ? [{ mentor, score: found }] : [];
    })
    .toSorted((a, b) => b.score.points - a.score.points || (a.mentor.id < b.mentor.id ? -1 : 1));
}

/** The best mentor at each end, where there is one at both: a pair of mentors for one venture. */
export function bestAtEachEnd<M extends { end: 'here' | 'there' | 'other' }>(ranked: readonly M[]): { here: M; there: M } | null {
  const here = ranked.find(({ end }) => end === 'here');
  const there = ranked.find(({ end }) => end === 'there');
  return here && there ? { here, there } : null;
}
