import { DatabaseError } from 'pg';

/** What the log keeps of a request: no headers, no body, no address of the reader. */
export function requestLine(request: { method?: string; url?: string; routeOptions?: { url?: string | undefined } }) {
  return { method: request.method, url: request.url, route: request.routeOptions?.url };
}

/** What the log keeps of an answer. */
export function answerLine(reply: { statusCode?: number }) {
  return { statusCode: reply.statusCode };
}

/**
 * What the log keeps of a defect: type, message, stack and where it came from. A list of what stays, not of what goes:
 * PostgreSQL puts the row into `detail` and `where`, other libraries hang whole requests on their errors.
 */
export function errorLine(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const line: Record<string, unknown> = {
    type: error.name,
    message: withoutValues(error.message, error),
    stack: stackWithoutValues(error),
  };
  if ('code' in error && typeof error.code === 'string') line['errorCode'] = error.code;
  if (error instanceof DatabaseError) {
    Object.assign(line, {
      schema: error.schema,
      table: error.table,
      column: error.column,
      constraint: error.constraint,
      routine: error.routine,
    });
  }
  if (error.cause !== undefined && depth < 3) line['cause'] = errorLine(error.cause, depth + 1);
  return line;
}

/** PostgreSQL quotes the value that it could not read at the end of the sentence: `invalid input syntax for type uuid: "…"`. */
function withoutValues(message: string, error: Error): string {
  return error instanceof DatabaseError ? message.replace(/: ".*"$/s, '') : message;
}

function stackWithoutValues(error: Error): string | undefined {
  return error.stack?.replace(error.message, withoutValues(error.message, error));
}
