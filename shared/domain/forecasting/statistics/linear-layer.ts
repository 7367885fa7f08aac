import * as z from 'zod';

/** A layer over named inputs: of each its weight and its value for a typical customer. */
export const linearLayer = z.looseObject({
  intercept: z.number(),
  inputs: z.record(z.string(), z.tuple([z.number(), z.number()])),
});
export type LinearLayer = z.infer<typeof linearLayer>;

export type LayerInputs = Readonly<Record<string, number>>;

/** How far one input moves the layer's value from that of a typical customer. */
export type Contribution = { readonly input: string; readonly value: number };

/**
 * Value of the layer (log-odds, or ln days). Inputs that the layer does not name count for nothing.
 * @throws RangeError naming an input that the layer wants and does not get.
 */
export function layerValue({ intercept, inputs: wanted }: LinearLayer, given: LayerInputs): number {
  let sum = intercept;
  for (const name in wanted) {
    const value = given[name];
    if (value === undefined) throw new RangeError(`the layer wants the input ${name}`);
    sum += (wanted[name]?.[0] ?? 0) * value;
  }
  return sum;
}

/** Value of the layer for a typical customer; what the contributions are measured from. */
export const typicalValue = ({ intercept, inputs }: LinearLayer): number =>
  Object.values(inputs).reduce((sum, [weight, typical]) => sum + weight * typical, intercept);

/** Contributions of all inputs, largest first; with the typical value they add up to the layer's value. */
export function contributions({ inputs: wanted }: LinearLayer, given: LayerInputs): Contribution[] {
  return Object.entries(wanted)
    .map(([input, [weight, typical]]) => ({
      input,
      value: weight * ((given[input] ?? typical) - typical),
    }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.input < b.input ? -1 : 1));
}
