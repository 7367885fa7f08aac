import { calendarOf } from '#shared/domain/time/calendar.ts';
import { snsTopic } from '#shared/messaging/sns-topic.ts';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { dynamoClient, snsClient } from '#shared/runtime/clients.ts';
import { clock } from '#shared/runtime/clock.ts';
import { deployedShop } from '#shared/runtime/deployed-shop.ts';
import { setting } from '#shared/runtime/env.ts';
import { count } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { type OpeningDeps, openCasesAfterDawn } from './open-cases.ts';
import { takeCaseEvents } from './take-case-events.ts';

const shop = deployedShop();
const deps: OpeningDeps = {
  documents: documentStore(dynamoClient(), setting('INSIGHTS_TABLE')),
  topic: snsTopic(snsClient(), setting('SUPPORT_TOPIC_ARN')),
  shop,
  clock,
  calendar: calendarOf(shop.timeZone),
  count,
  onFailure: (customerId, error) =>
    logFailure('news of a case will be tried again', customerId, error),
};

export const handler = handlerOf({
  queue: (messages) => takeCaseEvents(deps, messages),
  /** After dawn: the day's cases in order of their value. */
  busEvent: () => openCasesAfterDawn(deps),
});
