import { calendarOf } from '#shared/domain/time/calendar.ts';
import { dynamoClient } from '#shared/runtime/clients.ts';
import { clock } from '#shared/runtime/clock.ts';
import { deployedShop } from '#shared/runtime/deployed-shop.ts';
import { setting } from '#shared/runtime/env.ts';
import { scheduleHandler } from '#shared/runtime/schedule-handler.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import { type LearnDeps, learnModel } from './learn-model.ts';

const shop = deployedShop();
const deps: LearnDeps = {
  customers: customerStore(dynamoClient(), setting('CUSTOMERS_TABLE')),
  ledger: ledgerStore(dynamoClient(), setting('LEDGER_TABLE'), shop.retentionMonths),
  documents: documentStore(dynamoClient(), setting('INSIGHTS_TABLE')),
  clock,
  calendar: calendarOf(shop.timeZone),
};

export const handler = scheduleHandler(async () => {
  await learnModel(deps, { resumes: true });
});
