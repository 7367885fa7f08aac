import { emailPseudonym, isEmail } from '#shared/importing/email-pseudonym.ts';
import type { OpenData } from './open-data.ts';

/** The id of a customer as somebody names them; an import knows e-mail addresses by a pseudonym. */
export async function knownAs(
  { customers }: Pick<OpenData, 'customers'>,
  named: string,
): Promise<string> {
  if (!isEmail(named) || (await customers.load(named)) !== undefined) return named;
  return emailPseudonym(named);
}
