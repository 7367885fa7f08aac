import { claim } from '#shared/domain/deciding/contact-progress.ts';
import { lastLook, lookAgain } from '#shared/domain/deciding/last-look.ts';

/** The pure steps on which it rests that a contact is said at most once, and only while it is true. */
export type DeliverSteps = {
  /** What is still true before the claim. */
  readonly lookFirst: typeof lastLook;
  readonly claim: typeof claim;
  /** What is still true of what this delivery claimed. */
  readonly lookAgain: typeof lookAgain;
};

export const deliverSteps: DeliverSteps = { lookFirst: lastLook, claim, lookAgain };
