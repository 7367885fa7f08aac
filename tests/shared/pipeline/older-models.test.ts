import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { forecastAllMaintenances } from '#shared/domain/forecasting/maintenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { loadModel } from '#shared/pipeline/model-store.ts';
import { bought, customerAfter, eventOf, regularBuyer, TODAY } from '#tests/builders/customer.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

/** The models that older versions shipped, whole. */
const fixtures = new URL('./fixtures/shipped/', import.meta.url);

/** Buys in a rhythm, owns something with a meter, had a complaint. */
const { fold } = customerAfter([
  eventOf('Product Registered', 390, {
    assetId: 'A-1',
    productId: 'purifier',
    serviceIntervalDays: 180,
    serviceIntervalMeter: 900,
    meterUnit: 'h',
  }),
  ...[300, 200, 100, 20].map((daysAgo) =>
    eventOf('Meter Reading Recorded', daysAgo, { assetId: 'A-1', value: 4 * (390 - daysAgo) }),
  ),
  eventOf('Fault Reported', 40, { assetId: 'A-1', code: 'E12' }),
  eventOf('Complaint Opened', 30, { complaintId: 'K-1', severity: 'high' }),
  bought(10, 'filters'),
  ...regularBuyer(),
]);

const forecastsBy = (model: Model): readonly Forecast[] => [
  ...forecastAllReplenishments(fold, model, TODAY),
  ...forecastAllMaintenances(fold, model, TODAY),
  forecastChurn(fold, model, TODAY),
];

const shippedBy = (file: string): Readonly<Record<string, unknown>> =>
  z.looseObject({}).parse(JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')));

/** The model in force, stored as that version did. */
async function inForce(file: string): Promise<Model> {
  const documents = memoryDocumentStore();
  const { products: _, ...rest } = shippedBy(file);
  await documents.put('model', 'current', { ...rest, parts: 0 });
  return loadModel(documents);
}

describe.each(readdirSync(fixtures))('the model shipped %s', (file) => {
  it('forecasts everything that the shipped one does, with reasons and dates in order', async () => {
    const model = await inForce(file);
    const forecasts = forecastsBy(model);
    const said = forecasts.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(said).toEqual(forecastsBy(defaultModel()).map((one) => `${one.kind} ${one.subject}`));
    for (const { probability, p10Day, expectedDay, p90Day, ...rest } of forecasts) {
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
      const dates = [p10Day, expectedDay, p90Day].filter((day) => day !== undefined);
      expect(dates).toEqual(dates.toSorted((one, other) => one - other));
      expect(rest.modelVersion).toBe(model.version);
      expect(rest.evidence === 'none' || rest.reasons.length > 0).toBe(true);
    }
  });

  it('is as it was stored in every group that it has', async () => {
    expect(await inForce(file)).toMatchObject(shippedBy(file));
  });
});

describe('a model of a newer version', () => {
  const shipped = defaultModel();

  /** The same group, one of whose layers asks for something that nobody knows yet. */
  const asking = <Layer extends { readonly inputs: object } | undefined>(layer: Layer) => ({
    ...layer,
    inputs: { ...layer?.inputs, moon: [1, 0] },
  });

  it.each([
    ['due', { ...shipped.due, layers: shipped.due.layers?.map(asking) }],
    ['dates', asking(shipped.dates)],
    ['activityLayer', asking(shipped.activityLayer)],
  ] as const)(
    'has what ships in place of %s with inputs of its own, and says so',
    async (name, group) => {
      const documents = memoryDocumentStore();
      const { products: _, ...rest } = shipped;
      const newer = { ...rest, version: 'newer', [name]: group, parts: 0 };
      await documents.put('model', 'current', newer);
      const model = await loadModel(documents);
      expect(model.version).toBe('newer');
      const note = 'newer does not read here: what ships stands until the next learning';
      const stands = shipped[name];
      expect(model[name]).toEqual({ ...stands, from: { ...stands?.from, note } });
      expect(forecastsBy(model).length).toBe(forecastsBy(shipped).length);
    },
  );
});
