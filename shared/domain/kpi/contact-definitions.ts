import { counted, type Definition, everyWindow, ratio } from './definition.ts';

/** What comes of contacts with customers, by reminders and by the support team. */
export const contactDefinitions: readonly Definition[] = [
  {
    id: 'response-rate',
    name: 'Response rate',
    meaning:
      'Answers for every reminder sent; a message answered more than once counts once. An answer counts in the month in which it is given, so a window can hold answers to reminders of an earlier one.',
    numerator: 'answers to reminders',
    denominator: 'reminders sent',
    unit: 'share',
    source: '`Reminder Answered`, `Reminder Sent`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'answers'), counted(window, 'sent')),
  },
  {
    id: 'handling-time',
    name: 'Handling time',
    meaning: 'How long a complaint or a request keeps the support team busy.',
    numerator: 'minutes of handling stated',
    denominator: 'complaints and contacts that state them',
    unit: 'minutes',
    source: '`Complaint Resolved`, `Support Contacted`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'handlingMinutes'), counted(window, 'handled')),
  },
  {
    id: 'automation-share',
    name: 'Automation share',
    meaning: 'How many of the contacts with customers needed nobody’s time.',
    numerator: 'reminders sent',
    denominator: 'reminders sent and contacts with the support team',
    unit: 'share',
    source: '`Reminder Sent`, `Support Contacted`',
    windows: everyWindow,
    of: (window) =>
      ratio(counted(window, 'sent'), counted(window, 'sent') + counted(window, 'supportContacts')),
  },
  {
    id: 'recovered-share',
    name: 'Recovered share',
    meaning:
      'Customers who came back for every customer who became at risk. A recovery counts in its own month.',
    numerator: 'customers recovered',
    denominator: 'customers who became at risk',
    unit: 'share',
    source: '`Customer At Risk`, `Customer Recovered`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'recovered'), counted(window, 'atRisk')),
  },
  {
    id: 'attributed-revenue-share',
    name: 'Revenue share, attributed',
    meaning:
      'Revenue of orders soon after a reminder. Includes what would have been bought anyway, so read it beside the incremental share.',
    numerator: 'revenue of the orders attributed to reminders',
    denominator: 'revenue of all orders',
    unit: 'share',
    source: '`Order Completed`, `Reminder Sent`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'attributedMinor'), counted(window, 'revenueMinor')),
  },
];
