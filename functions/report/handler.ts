import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';
import { snsTopic } from '#shared/messaging/sns-topic.ts';
import { busEventHandler } from '#shared/runtime/bus-event-handler.ts';
import { dynamoClient, eventBridgeClient, snsClient } from '#shared/runtime/clients.ts';
import { clock } from '#shared/runtime/clock.ts';
import { deployedShop } from '#shared/runtime/deployed-shop.ts';
import { setting } from '#shared/runtime/env.ts';
import { emit } from '#shared/runtime/metrics.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { type ReportDeps, reportKpis } from './report-kpis.ts';
import { finishedDawn } from './write-report.ts';

const deps: ReportDeps = {
  documents: documentStore(dynamoClient(), setting('INSIGHTS_TABLE')),
  bus: eventBridgeBus(eventBridgeClient(), setting('BUS_NAME')),
  topic: snsTopic(snsClient(), setting('KPIS_TOPIC_ARN')),
  shop: deployedShop(),
  clock,
  emit,
};

export const handler = busEventHandler(async ({ detail }) => {
  await reportKpis(deps, finishedDawn.parse(detail));
});
