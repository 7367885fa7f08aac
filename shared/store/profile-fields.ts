import { contactProfile } from '#shared/contracts/inbound.ts';
import type { Profile } from './ports.ts';

/** Every field that contact data may have. */
export const PROFILE_FIELDS = contactProfile.keyof().options;
export type ProfileField = {
  readonly name: (typeof PROFILE_FIELDS)[number];
  readonly value: string;
};

/** The fields that are said, by name. */
export const profileFields = (said: Profile): ProfileField[] =>
  PROFILE_FIELDS.flatMap((name) => {
    const value = said[name];
    return value === undefined ? [] : [{ name, value }];
  });

/** @throws ZodError naming the field that does not fit. */
export const readProfile = (stored: ReadonlyMap<string, string | undefined>): Profile => {
  const said = [...stored].filter(([, value]) => value !== undefined);
  return contactProfile.parse(Object.fromEntries(said));
};
