import type { OpenData } from '#cli/open-data.ts';
import { emailPseudonym, isEmail } from '#shared/contracts/email-pseudonym.ts';

/** The id of a customer as somebody names them; e-mail addresses are known by a pseudonym. */
export async function knownAs(
  { customers }: Pick<OpenData, 'customers'>,
  named: string,
): Promise<string> {
  if (!isEmail(named) || (await customers.load(named)) !== undefined) return named;
  return emailPseudonym(named);
}
