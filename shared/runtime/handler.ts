import type { Context } from 'aws-lambda';

/** What Lambda calls. */
export type LambdaHandler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;
