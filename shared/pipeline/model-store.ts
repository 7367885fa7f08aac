import type { Model } from '#shared/domain/forecasting/model.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

export declare function saveModel(documents: DocumentStore, model: Model): Promise<void>;
export declare function loadModel(documents: DocumentStore): Promise<Model>;
export declare function rememberedModel(
  documents: DocumentStore,
  clock: Clock,
  forMs: number,
): () => Promise<Model>;
