import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import type { DocumentStore } from '#shared/store/ports.ts';
import { fromStored, type StoredModel, toStored, withProducts } from './stored-model.ts';

/*
 * Every learned model is kept as a version: document `model-version` / `<version>`, what is known of
 * each product in documents `model-products` / `<version>/<part>` beside it.
 */

const VERSION = 'model-version';
const PRODUCTS = 'model-products';
/** Bytes of JSON text of one part; a DynamoDB item holds 400 KB. */
const PART_BYTES = 300 * 1024;

/** The newest versions are kept, and before them the oldest of each thirty days, four times. */
const KEPT = { newest: 10, periods: 4, periodDays: 30 } as const;

/** Keeps the model beside its products. Answers the number of parts. */
export async function keepVersion(documents: DocumentStore, next: Model): Promise<number> {
  const split = inParts(next.products);
  const parts = split.length;
  const before = (await readVersion(documents, next.version))?.parts ?? 0;
  await documents.put(VERSION, next.version, toStored(next, { parts, complete: false }));
  for (const [at, some] of split.entries()) {
    await documents.put(PRODUCTS, partId(next.version, at), some);
  }
  await documents.put(VERSION, next.version, toStored(next, { parts, complete: true }));
  await dropParts(documents, next.version, parts, before);
  return parts;
}

/** Undefined when it is not kept. */
export async function readVersion(
  documents: DocumentStore,
  version: string,
): Promise<StoredModel | undefined> {
  const stored = await documents.get(VERSION, version);
  return stored === undefined ? undefined : fromStored(stored);
}

/** The model with its products. @throws Error naming a part that is missing. */
export async function readWhole(documents: DocumentStore, stored: StoredModel): Promise<Model> {
  const { version } = stored.model;
  const parts = Array.from({ length: stored.parts }, async (_, at) => {
    const found = await documents.get(PRODUCTS, partId(version, at));
    if (found === undefined) throw new Error(`part ${at} of model ${version} is missing`);
    return found;
  });
  return withProducts(stored.model, await Promise.all(parts));
}

/** All complete versions without their products, the newest first. */
export async function listVersions(documents: DocumentStore): Promise<readonly Model[]> {
  return (await storedVersions(documents)).flatMap((stored) =>
    stored.complete ? [stored.model] : [],
  );
}

/** The newest version learned on `day` or before; what ships when there is none. */
export async function versionOf(documents: DocumentStore, day: number): Promise<Model> {
  const found = (await storedVersions(documents)).find(
    ({ model, complete }) => complete && model.learnedOn <= day,
  );
  return found === undefined ? defaultModel() : readWhole(documents, found);
}

/** Removes versions that are neither in force nor among those kept. */
export async function dropVersions(documents: DocumentStore, inForce: string): Promise<void> {
  const stored = await storedVersions(documents);
  const kept = versionsKept(stored.map(({ model }) => model));
  for (const { model, parts } of stored) {
    if (model.version === inForce || kept.has(model.version)) continue;
    await dropParts(documents, model.version, 0, parts);
    await documents.remove(VERSION, model.version);
  }
}

/** Makes a version of the model in force where it was stored before there were versions. */
export async function adoptFirst(
  documents: DocumentStore,
  { model, parts }: StoredModel,
): Promise<void> {
  if (model.customers === 0 || (await documents.list(VERSION)).length > 0) return;
  await documents.put(VERSION, model.version, toStored(model, { parts, complete: true }));
  /* Then the parts of the version before it were kept for those who still read them. */
  for (const { id } of await documents.list(PRODUCTS)) {
    if (!id.startsWith(`${model.version}/`)) await documents.remove(PRODUCTS, id);
  }
}

async function dropParts(
  documents: DocumentStore,
  version: string,
  from: number,
  to: number,
): Promise<void> {
  for (let at = from; at < to; at += 1) await documents.remove(PRODUCTS, partId(version, at));
}

/** Of versions with the newest first. */
function versionsKept(versions: readonly Pick<Model, 'version' | 'learnedOn'>[]): Set<string> {
  const periods = new Map<number, string>();
  for (const { version, learnedOn } of versions.slice(KEPT.newest)) {
    periods.set(Math.floor(learnedOn / KEPT.periodDays), version);
  }
  const older = [...periods.values()].slice(0, KEPT.periods);
  return new Set([...versions.slice(0, KEPT.newest).map(({ version }) => version), ...older]);
}

async function storedVersions(documents: DocumentStore): Promise<StoredModel[]> {
  const found = (await documents.list(VERSION)).map(({ document }) => fromStored(document));
  return found.sort(
    ({ model: a }, { model: b }) => b.learnedOn - a.learnedOn || (a.version < b.version ? 1 : -1),
  );
}

function inParts(products: Model['products']): Model['products'][] {
  const parts: [string, Model['products'][string]][][] = [];
  let bytes = PART_BYTES;
  for (const entry of Object.entries(products)) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(entry);
    bytes += size;
  }
  return parts.map((entries) => Object.fromEntries(entries));
}

const partId = (version: string, at: number): string => `${version}/${String(at).padStart(4, '0')}`;
