import * as z from 'zod';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { type Model, model, productPrior } from '#shared/domain/forecasting/model.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

const MODEL = { kind: 'model', id: 'current' } as const;
const PRODUCTS = 'model-products';
/** Bytes of JSON text of one part; a DynamoDB item holds 400 KB. */
const PART_BYTES = 300 * 1024;

/** The model without what is kept in parts beside it. */
const header = model.omit({ products: true }).extend({
  parts: z.int().min(0),
  /** The version whose parts are kept for readers that are still at it. */
  previous: z.string().optional(),
});
const part = z.record(z.string(), productPrior);

/** Makes `next` the model in force. Its parts are written first, so that nobody sees half a model. */
export async function saveModel(documents: DocumentStore, next: Model): Promise<void> {
  const { products, ...rest } = model.parse(next);
  const parts = inParts(products);
  for (const [at, some] of parts.entries()) {
    await documents.put(PRODUCTS, partId(next.version, at), some);
  }
  const before = await readHeader(documents);
  const previous = before?.version === next.version ? before.previous : before?.version;
  await documents.put(MODEL.kind, MODEL.id, {
    ...rest,
    parts: parts.length,
    ...(previous === undefined ? {} : { previous }),
  });
  const kept = [next.version, previous].flatMap((version) => version ?? []);
  for (const { id } of await documents.list(PRODUCTS)) {
    if (!kept.some((version) => id.startsWith(`${version}/`))) await documents.remove(PRODUCTS, id);
  }
}

/**
 * The model in force; what ships when none was learned yet.
 * @throws Error when a part of it is missing, ZodError when it does not read as a model.
 */
export async function loadModel(documents: DocumentStore): Promise<Model> {
  const found = await readHeader(documents);
  if (found === undefined) return defaultModel();
  const { parts, previous: _, ...rest } = found;
  const read = await Promise.all(
    Array.from({ length: parts }, (_, at) => readPart(documents, found.version, at)),
  );
  return model.parse({ ...rest, products: Object.fromEntries(read.flatMap(Object.entries)) });
}

/** The model in force, read again when it is older than `forMs`. */
export function rememberedModel(
  documents: DocumentStore,
  clock: Clock,
  forMs: number,
): () => Promise<Model> {
  let known: { readonly model: Promise<Model>; readonly readMs: number } | undefined;
  return () => {
    const nowMs = clock.nowMs();
    if (known !== undefined && Math.abs(nowMs - known.readMs) < forMs) return known.model;
    const reading = { model: loadModel(documents), readMs: nowMs };
    known = reading;
    reading.model.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading.model;
  };
}

async function readHeader(documents: DocumentStore): Promise<z.infer<typeof header> | undefined> {
  const stored = await documents.get(MODEL.kind, MODEL.id);
  return stored === undefined ? undefined : header.parse(stored);
}

async function readPart(documents: DocumentStore, version: string, at: number) {
  const stored = await documents.get(PRODUCTS, partId(version, at));
  if (stored === undefined) throw new Error(`part ${at} of model ${version} is missing`);
  return part.parse(stored);
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
