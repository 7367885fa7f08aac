import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Effort } from '../assess-probability.ts';
import { assetShop } from '../data/asset-histories.ts';
import { type Learned, learnAsOf } from '../data/learn-as-of.ts';
import { readAssets } from '../data/read-assets.ts';
import { daysOf } from '../data/shop.ts';
import { foreseeFailures } from '../kinds/assets.ts';
import type { FileOptions } from '../options.ts';
import { askOf } from './ask.ts';
import { type FileReport, modelSaid } from './file-report.ts';
import { probabilityParts, unknownOutcomes } from './measure-orders.ts';

const USUAL_HORIZONS = [7, 14, 30];

/** Measures when components of assets fail, on one file of events or on a file a kind. */
export async function measureAssets(options: FileOptions, effort: Effort): Promise<FileReport> {
  if (options.files.length === 0)
    throw new RangeError('--file is missing: name the events to score');
  const read = await readAssets(options.files, options.columns);
  const shop = assetShop(read);
  const fit =
    options.fit === undefined
      ? undefined
      : assetShop(await readAssets([options.fit, ...infosOf(options.files)], options.columns));
  const covered = daysOf(shop);
  const asked = askOf(options, covered, USUAL_HORIZONS);
  const { model, seconds }: Learned = options.defaults
    ? { model: defaultModel(), seconds: 0 }
    : learnAsOf(fit ?? shop, asked.cut);
  const answered = foreseeFailures(shop, model, {
    days: asked.snapshots,
    horizons: asked.horizons,
  });
  return {
    kind: 'assets',
    files: [...options.files, ...(options.fit === undefined ? [] : [options.fit])],
    rows: read.rows,
    unitsScored: answered.foreseen[0]?.outcomes.length ?? 0,
    fitSeconds: seconds,
    scoreMicrosPerUnit: answered.microsPerUnit,
    model: modelSaid(model),
    warnings: [...read.warnings, ...unknownOutcomes(asked, covered[1])],
    parts: probabilityParts('fails', answered, effort),
  };
}

/** What is known of the assets holds for both files. */
const infosOf = (files: readonly string[]): string[] =>
  files.filter((file) => file.startsWith('assets='));
