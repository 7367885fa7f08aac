import { handlerOf } from '#shared/runtime/any-handler.ts';
import { dynamoClient } from '#shared/runtime/clients.ts';
import { setting } from '#shared/runtime/env.ts';
import { count } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { pipelineDeps } from '#shared/runtime/pipeline-deps.ts';
import { asOnlyMessage, type ProcessMessages } from '#shared/runtime/queue-handler.ts';
import { contactStore } from '#shared/store/contact-store.ts';
import { dynamoQuarantine } from '#shared/store/quarantine.ts';
import { countTracked } from './count-tracked.ts';
import { type TrackDeps, trackEvents } from './track-events.ts';

const deps: TrackDeps = {
  ...pipelineDeps(),
  contacts: contactStore(dynamoClient(), setting('CONTACTS_TABLE')),
  quarantine: dynamoQuarantine(dynamoClient(), setting('INSIGHTS_TABLE')),
  onFailure: (customerId, error) => logFailure('events will be tried again', customerId, error),
};

const track: ProcessMessages = async (messages) =>
  countTracked(count, await trackEvents(deps, messages));

/** The bus starts it with one event; the queue has packs of HTTP and what could not be done at once. */
export const handler = handlerOf({ queue: track, busEvent: asOnlyMessage(track) });
