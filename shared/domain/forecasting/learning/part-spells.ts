import type { Asset } from '#shared/domain/customer/state.ts';

/** An owned asset with the days of all services that are remembered, ascending, by component. */
export type OwnedParts = Pick<Asset, 'product' | 'since' | 'components' | 'model' | 'built'> & {
  readonly services: ReadonlyMap<string, readonly number[]>;
};

/** One spell of one component between replacements. */
export type PartSpell = {
  /** Which of the assets. */
  readonly asset: number;
  readonly start: number;
  readonly days: number;
  /** Age from which on it was watched. */
  readonly from: number;
  readonly end: 'failure' | 'planned' | 'running';
};

/** What of an asset teaches how its parts fail. */
export function ownedParts({ product, since, components, model, built }: Asset): OwnedParts {
  const services = new Map(
    Object.entries(components).map(([name, { last, spells }]) => {
      const days = [last];
      for (const signed of spells.toReversed()) days.unshift((days[0] ?? last) - Math.abs(signed));
      return [name, days] as const;
    }),
  );
  return {
    product,
    since,
    components,
    services,
    ...(model === undefined ? {} : { model }),
    ...(built === undefined ? {} : { built }),
  };
}

/** Spells by component. */
export type Spells = ReadonlyMap<string, readonly PartSpell[]>;

/** Every spell of one component that lasted, running ones included. */
export function spellsOf(
  assets: readonly OwnedParts[],
  component: string,
  today: number,
): PartSpell[] {
  const all: PartSpell[] = [];
  for (const [asset, { components }] of assets.entries()) {
    const known = Object.hasOwn(components, component) ? components[component] : undefined;
    if (known === undefined) continue;
    let end = known.last;
    if (today > end) all.push({ asset, start: end, days: today - end, from: 0, end: 'running' });
    for (const signed of known.spells.toReversed()) {
      const days = Math.abs(signed);
      all.push({
        asset,
        start: end - days,
        days,
        from: 0,
        end: signed < 0 ? 'failure' : 'planned',
      });
      end -= days;
    }
  }
  return all;
}
