import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localTableName } from '#local/database.ts';
import { localClientConfig } from '#local/loopback.ts';
import type { LocalCloud } from '#local/start-local-cloud.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { addCustomer, emptySums, mergeSums } from '#shared/domain/kpi/sums.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { caseStore } from '#shared/pipeline/case-store.ts';
import { everyCustomer } from '#shared/pipeline/every-customer.ts';
import { loadModel } from '#shared/pipeline/model-store.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { documentStore } from '#shared/store/document-store.ts';
import type { DemoShop } from './demo-shop.ts';
import type { DemoRemains } from './summarise-demo.ts';

type Known = Pick<DemoRemains, 'nowMs' | 'tookSeconds'>;

/** Reads what the pipeline left behind, and adds its customers up for the two groups apart. */
export async function readRemains(
  cloud: Pick<LocalCloud, 'endpoints' | 'messages'>,
  shop: DemoShop,
  known: Known,
): Promise<DemoRemains> {
  const client = new DynamoDBClient(localClientConfig(cloud.endpoints.dynamodb));
  try {
    const documents = documentStore(client, localTableName('insights'));
    const model = await loadModel(documents);
    const calendar = calendarOf(shop.settings.timeZone);
    const today = calendar.dayOf(known.nowMs);
    let reminded = emptySums();
    let control = emptySums();
    for await (const customer of everyCustomer(
      customerStore(client, localTableName('customers')),
    )) {
      const heldOut = isHeldOut(customer.customerId, shop.settings);
      const stage = lifecycleStage(customer.fold, model, today);
      const view = { heldOut, stage, abcClass: abcClass(customer.fold, model), today, calendar };
      if (heldOut) control = addCustomer(control, customer, view);
      else reminded = addCustomer(reminded, customer, view);
    }
    return {
      ...known,
      sums: { all: mergeSums(reminded, control), reminded, control },
      cases: await caseStore(documents).all(),
      messages: cloud.messages(0),
      model,
    };
  } finally {
    client.destroy();
  }
}
