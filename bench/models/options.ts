import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What every run of the command may say. */
export type CommonOptions = {
  readonly quick: boolean;
  /** Where to write the figures as JSON; `-` for the standard output, instead of the tables. */
  readonly json: string | undefined;
};

/** Run the protocols on the public data. */
export type ProtocolOptions = CommonOptions & {
  readonly mode: 'protocols';
  /** Names of the protocols to run; empty for all. */
  readonly only: readonly string[];
  readonly dataFolder: string;
  /** A Markdown file whose part between the markers is written anew. */
  readonly markdown: string | undefined;
  readonly peers: boolean;
};

/** Measure a file of the caller's own; what is given as text is read by the kind that needs it. */
export type FileOptions = CommonOptions & {
  readonly mode: 'file';
  readonly kind: string;
  readonly files: readonly string[];
  readonly fit: string | undefined;
  readonly truth: string | undefined;
  readonly columns: string | undefined;
  readonly products: string | undefined;
  readonly dateOrder: string | undefined;
  readonly cut: string | undefined;
  readonly snapshots: string | undefined;
  readonly horizons: string | undefined;
  readonly window: string | undefined;
  readonly label: string | undefined;
  readonly positive: string | undefined;
  readonly minPurchases: string | undefined;
  readonly defaults: boolean;
};

export type ModelBenchOptions = { readonly mode: 'help' } | ProtocolOptions | FileOptions;

/** Public data sets, looked for beside the project; not part of it. */
const DATA_FOLDER = resolve(import.meta.dirname, '../../../shared/data');

const known = {
  help: { type: 'boolean', short: 'h' },
  quick: { type: 'boolean' },
  json: { type: 'string' },
  only: { type: 'string', multiple: true },
  'data-dir': { type: 'string' },
  markdown: { type: 'string' },
  peers: { type: 'boolean' },
  kind: { type: 'string' },
  file: { type: 'string', multiple: true },
  fit: { type: 'string' },
  truth: { type: 'string' },
  columns: { type: 'string' },
  products: { type: 'string' },
  'date-order': { type: 'string' },
  cut: { type: 'string' },
  snapshots: { type: 'string' },
  horizons: { type: 'string' },
  window: { type: 'string' },
  label: { type: 'string' },
  positive: { type: 'string' },
  'min-purchases': { type: 'string' },
  defaults: { type: 'boolean' },
} as const;

/** @throws TypeError naming an option that does not exist, Error naming a protocol that does not. */
export function modelBenchOptions(
  given: readonly string[],
  protocols: readonly string[],
): ModelBenchOptions {
  const { values } = parseArgs({ args: withJsonTarget(given), options: known });
  if (values.help === true) return { mode: 'help' };
  const common = { quick: values.quick === true, json: values.json };
  if (values.kind !== undefined || values.file !== undefined || values.fit !== undefined) {
    return {
      mode: 'file',
      ...common,
      kind: values.kind ?? '',
      files: values.file ?? [],
      fit: values.fit,
      truth: values.truth,
      columns: values.columns,
      products: values.products,
      dateOrder: values['date-order'],
      cut: values.cut,
      snapshots: values.snapshots,
      horizons: values.horizons,
      window: values.window,
      label: values.label,
      positive: values.positive,
      minPurchases: values['min-purchases'],
      defaults: values.defaults === true,
    };
  }
  const only = (values.only ?? []).flatMap((names) => names.split(','));
  const stranger = only.find((name) => !protocols.includes(name));
  if (stranger !== undefined) {
    throw new Error(`there is no protocol ${stranger}; there are ${protocols.join(', ')}`);
  }
  return {
    mode: 'protocols',
    ...common,
    only,
    dataFolder: values['data-dir'] === undefined ? DATA_FOLDER : resolve(values['data-dir']),
    markdown: values.markdown,
    peers: values.peers === true,
  };
}

/** `--json` without a file means the standard output. */
const withJsonTarget = (given: readonly string[]): string[] =>
  given.map((arg, at) => {
    const next = given[at + 1];
    return arg === '--json' && (next === undefined || next.startsWith('--')) ? '--json=-' : arg;
  });
