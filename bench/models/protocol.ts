import type { Found } from './result.ts';

export type ProtocolContext = {
  /** Fewer draws: to see that everything runs. */
  readonly quick: boolean;
  readonly say: (text: string) => void;
  /** Path of a data file by its name. */
  readonly path: (file: string) => string;
};

/** One data set, split and question, the same ones for everybody who is compared. */
export type Protocol = {
  readonly name: string;
  readonly title: string;
  /** Files it needs; when one is absent the protocol is left out and said so. */
  readonly files: readonly string[];
  /** It measures time, and so runs before all others, which would fill and warm the process. */
  readonly isTimed?: true;
  run(context: ProtocolContext): Promise<Omit<Found, 'protocol' | 'title' | 'seconds'>>;
};

/** Draws of the bootstrap. */
export const drawsOf = ({ quick }: ProtocolContext): number => (quick ? 20 : 200);
