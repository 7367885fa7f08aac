export const USAGE = `npm run bench:models -- [options]

Measures the forecasts on public data, beside plain rules and beside what others reach on the same
splits. Nothing is downloaded; without the data folder it says so and ends well.

  --only A,B       run these protocols alone
  --data-dir DIR   folder of the public data
  --quick          fewer draws: to see that everything runs
  --peers          run lifetimes, xgboost and scikit-learn side by side, where Python 3 is there
  --markdown FILE  write the tables between the markers of a Markdown file
  --json [FILE]    write the figures as JSON; without a file, instead of the tables
  --help           this text

Or on a file of your own (CSV, plain or gzip; columns and formats are detected):

  --kind KIND      customers | pairs | dates | assets | attributes | condition
  --file FILE      what is scored; assets: also failures=F, replacements=F, errors=F, assets=F
  --fit FILE       what is learned from; without it, the file before the cut
  --columns A=B,…  customer, time, product, amount, quantity, price, order; asset, component, event,
                   code; unit, cycle
  --products RE    product ids that count; the others are fees
  --date-order O   ymd, dmy, mdy, epoch-seconds, epoch-milliseconds
  --cut DATE       last day that is learned from
  --snapshots D,D  days on which forecasts are made; the cut when absent
  --horizons H,H   days ahead, such as 7,14,30; 39w for weeks
  --window DAYS    dates: how long the next purchase is looked for (60)
  --label COLUMN   attributes: what is foreseen, with --positive VALUE
  --truth FILE     condition: remaining life of each unit of --file
  --min-purchases N  pairs and dates: days on which the product was bought so far (3)
  --defaults       the model as it ships; nothing is learned

Exit code 1 when a figure that has to be reached is missed; those marked as not judged are told only.`;
