import { de } from './de.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** ICU messages of one language; arguments in braces, dates already written out. */
export type Texts = { readonly [Key in keyof typeof en]: string };

const languages: Readonly<Record<string, Texts>> = { en, ru, de };

/** The texts of a locale's language, English when we have none, and the locale that fits them. */
export function textsOf(locale: string): { readonly texts: Texts; readonly locale: string } {
  const texts = languages[locale.split('-')[0] ?? ''];
  return texts === undefined ? { texts: en, locale: 'en' } : { texts, locale };
}
