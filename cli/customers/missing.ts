import { type CliError, wrongUse } from '#cli/cli-error.ts';

export const noPassYet = (): CliError =>
  wrongUse(
    'nobody has looked ahead in this data yet',
    'Import a file with "beforehand import FILE"; it looks ahead from the last day of the data.',
  );

export const noCustomer = (customerId: string): CliError =>
  wrongUse(
    `there is no customer ${customerId}`,
    'Customers are named as in the imported file; "beforehand forecast" lists some, e-mail addresses by their pseudonym.',
  );
