import * as z from 'zod';
import { positive } from './numbers.ts';
import { provenance } from './provenance.ts';

/** Parts of equal length into which a year is cut, the first from 1 January. */
export const YEAR_PARTS = 52;

const byPart = z.array(z.number()).length(YEAR_PARTS);

/** How much more customers come than usual, through the year; ln of a multiplier of the hazard. */
export const season = z.looseObject({
  /** Of a customer who comes as often as `usual`; on average over the year 0. */
  curve: byPart,
  /** What is added for each factor e by which a customer comes more often than that. */
  slopes: byPart,
  /** Hazard of a visit within a week at which the slopes add nothing. */
  usual: positive,
  /** Standard deviation of the curve. */
  doubt: z.number().min(0),
  from: provenance,
  /** Day whose season stands for every other day, for looking ahead; never stored. */
  heldOn: z.int().optional(),
});
export type Season = z.infer<typeof season>;

/** What is believed of seasons before a shop has lived through one; standard deviations of ln of the multiplier. */
export const seasonPrior = z.looseObject({
  sd: positive,
  /** Of the slope by how often a customer comes. */
  slopeSd: positive,
  /** Days apart at which two parts of the year are hardly alike any more. */
  widthDays: positive,
  /** Of how far off forecasts drift in a year, and of how that drift differs by how often a customer comes. */
  trendSd: positive,
  levelSlopeSd: positive,
  /** Of what a single week adds for all customers, and for those who come as often alone. */
  jumpSd: positive,
  ownJumpSd: positive,
  from: provenance,
});
export type SeasonPrior = z.infer<typeof seasonPrior>;
