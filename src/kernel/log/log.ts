import { pino, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '#kernel/config';
import { cleanse } from './cleanse.ts';
import { answerLine, errorLine, requestLine } from './serializers.ts';

/** The log of a process; a request and a job each get a child that carries their id. */
export type Log = Logger;

const UNREADABLE = `${JSON.stringify({ level: 50, msg: 'A log line could not be cleansed and was left out.' })}\n`;

/**
 * Opens the log: one JSON line an event, on standard output or on `destination`.
 * Every line passes one place that hides secrets and personal data by name and by shape, whatever made the line:
 * paths given to a redaction list would miss the next nested object, so the whole line is walked (about 10 µs).
 */
export function createLog(settings: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: settings.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { req: requestLine, res: answerLine, err: errorLine, error: errorLine },
    hooks: { streamWrite: cleanseLine },
  };
  return destination ? pino(options, destination) : pino(options);
}

function cleanseLine(line: string): string {
  try {
    return `${JSON.stringify(cleanse(JSON.parse(line)))}\n`;
  } catch {
    return UNREADABLE;
  }
}
