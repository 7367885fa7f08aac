import { Logger } from '@aws-lambda-powertools/logger';
import middy, { type MiddlewareObj } from '@middy/core';
import { correlationIdOf } from './correlation-id.ts';
import type { LambdaHandler } from './handler.ts';

const logger = new Logger();

/** The handler that Lambda gets: failures are logged with their cause and thrown on. */
export function observed<Event, Answer>(
  answer: (event: Event) => Promise<Answer>,
): LambdaHandler<Event, Answer> {
  const handler = middy<Event, Answer>(answer).use(logging<Event, Answer>());
  return (event, context) => handler(event, context);
}

/** Never the event itself: it may hold personal data. */
const logging = <Event, Answer>(): MiddlewareObj<Event, Answer> => ({
  after: ({ event, context }) => {
    logger.debug('invocation done', { correlationId: correlationIdOf(event, context) });
  },
  onError: ({ event, context, error }) => {
    const correlationId = correlationIdOf(event, context);
    logger.error('invocation failed', { correlationId, error: error ?? new Error('unknown') });
  },
});
