import type { Channel, Purpose } from '#shared/contracts/primitives.ts';
import type { Decision, Fold } from '#shared/domain/customer/state.ts';

export type Refusal =
  | 'no-consent'
  | 'withdrawn'
  | 'unreachable'
  | 'objected-to-profiling'
  | 'erased';
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: Refusal };

/** What a contact serves; profiling is not a reason to contact anybody. */
export type ContactPurpose = Exclude<Purpose, 'profiling'>;

/** Richest and cheapest first; the customer's own preference goes before. */
const CHANNEL_ORDER: readonly Channel[] = ['email', 'push', 'sms', 'webhook'];

/**
 * Whether the customer may be contacted through the channel for the purpose. Marketing needs an
 * explicit grant (opt-in); service is allowed until withdrawn. Of all statements about the channel
 * or about `any`, the newest counts; of two at one instant, the withdrawal.
 */
export function mayContact(fold: Fold, channel: Channel, purpose: ContactPurpose): Permission {
  if (fold.erased === true) return refused('erased');
  if (!mayProfile(fold)) return refused('objected-to-profiling');
  const granted = newestStatement(fold, [`${channel}:${purpose}`, `any:${purpose}`]);
  if (granted === false) return refused('withdrawn');
  if (granted === undefined && purpose === 'marketing') return refused('no-consent');
  return isReachable(fold, channel) ? { allowed: true } : refused('unreachable');
}

/** Whether anything may be predicted about the customer: an objection stops showing and sending. */
export function mayProfile(fold: Fold): boolean {
  if (fold.erased === true) return false;
  const keys = Object.keys(fold.consents).filter((key) => key.endsWith(':profiling'));
  return newestStatement(fold, keys) !== false;
}

/** The preferred channel, else the first of email, push, SMS and webhook that is allowed. */
export const chooseChannel = (fold: Fold, purpose: ContactPurpose): Channel | undefined =>
  channelsOf(fold).find((channel) => mayContact(fold, channel, purpose).allowed);

/** Why no channel at all is allowed: the refusal of the channel that came nearest to being allowed. */
export function whyNoChannel(fold: Fold, purpose: ContactPurpose): Refusal | undefined {
  const refusals: Refusal[] = [];
  for (const channel of channelsOf(fold)) {
    const permission = mayContact(fold, channel, purpose);
    if (permission.allowed) return undefined;
    if (isReachable(fold, channel)) refusals.push(permission.reason);
  }
  return refusals[0] ?? (mayProfile(fold) ? 'unreachable' : notProfiled(fold));
}

/** A replenishment reminder is marketing; a word about something already owned is service. */
export const purposeOf = (kind: Decision['kind']): ContactPurpose =>
  kind === 'replenishment' ? 'marketing' : 'service';

const channelsOf = (fold: Fold): readonly Channel[] =>
  fold.preferredChannel === undefined
    ? CHANNEL_ORDER
    : [fold.preferredChannel, ...CHANNEL_ORDER.filter((each) => each !== fold.preferredChannel)];

const isReachable = (fold: Fold, channel: Channel): boolean =>
  fold.reachable.includes(channel) && !fold.unreachable.includes(channel);

const notProfiled = (fold: Fold): Refusal =>
  fold.erased === true ? 'erased' : 'objected-to-profiling';

const refused = (reason: Refusal): Permission => ({ allowed: false, reason });

/** Undefined when nothing was ever said. */
function newestStatement(fold: Fold, keys: readonly string[]): boolean | undefined {
  let newest: readonly [number, number] | undefined;
  for (const key of keys) {
    const statement = fold.consents[key];
    if (statement === undefined) continue;
    const [granted, atMs] = statement;
    const overrides =
      newest === undefined || atMs > newest[1] || (atMs === newest[1] && granted < newest[0]);
    if (overrides) newest = [granted, atMs];
  }
  return newest === undefined ? undefined : newest[0] === 1;
}
