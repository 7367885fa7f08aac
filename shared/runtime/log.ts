import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

/** A failure that is answered by trying again; customers are named by their pseudonymous id only. */
export function logFailure(what: string, customerId: string, failure: unknown): void {
  const error = failure instanceof Error ? failure : new Error(String(failure));
  logger.error(what, { customerId, error });
}
