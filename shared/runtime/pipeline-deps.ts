import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { rememberedModel } from '#shared/pipeline/model-store.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import type { DocumentStore } from '#shared/store/ports.ts';
import { dynamoClient, eventBridgeClient } from './clients.ts';
import { clock } from './clock.ts';
import { countingBus } from './counting-bus.ts';
import { deployedShop } from './deployed-shop.ts';
import { setting } from './env.ts';
import { count } from './figures.ts';

/** A new model is taken up within so long. */
const MODEL_REMEMBERED_MS = 15 * 60_000;

/** What the functions that change customers share, wired from their settings. */
export function pipelineDeps(): PipelineDeps & { readonly documents: DocumentStore } {
  const dynamo = dynamoClient();
  const shop = deployedShop();
  const documents = documentStore(dynamo, setting('INSIGHTS_TABLE'));
  return {
    customers: customerStore(dynamo, setting('CUSTOMERS_TABLE')),
    ledger: ledgerStore(dynamo, setting('LEDGER_TABLE'), shop.retentionMonths),
    bus: countingBus(eventBridgeBus(eventBridgeClient(), setting('BUS_NAME')), count),
    clock,
    shop,
    calendar: calendarOf(shop.timeZone),
    isErased: (customerId) => isErased(documents, customerId),
    model: rememberedModel(documents, clock, MODEL_REMEMBERED_MS),
    documents,
  };
}
