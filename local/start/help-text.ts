import { NAMED_PLANS, NAMED_PLAN_WORDS } from "../faults/named-plans";
import { FAULTS_HELP } from "../faults/help";

/** What stands below the options in `npm start -- --help`. */
export function helpText(): string {
  const width = Math.max(...NAMED_PLANS.map(({ length }) => length));
  const plans = NAMED_PLANS.map((name) => {
    const { words, expect } = NAMED_PLAN_WORDS[name];
    return `  ${name.padEnd(width)}  ${words}:\n  ${" ".repeat(width)}  ${expect}`;
  });
  return `\nWhat breaks with --break:\n${plans.join("\n")}\n\n${FAULTS_HELP}\n${REST}`;
}

const REST = `
What --inject sends:
  duplicate-event  the RDS event of each backup once more: there is still one export and one landing
  poison-message   a message that nobody can read: it ends in the dead-letter queue, quoted

Your own database, PostgreSQL 12 or newer, is read in one read-only transaction and never written to. Its password
is better not on the command line, where every user of the machine can see it: PGPASSWORD or ~/.pgpass hold it.
  PGPASSWORD=… npm start -- --database-url postgres://reader@db.example:5432/shop --schemas public

Exit codes:
  0  every table landed with the same rows and checksum, no message is left, the workflow started once
  1  not so, or a policy denied something, or something failed
  2  the command line is wrong
  130, 143  ended by Ctrl-C or SIGTERM; with --keep, after the run was over, its own exit code

docs/local.md says what is real here, what is imitated, and what differs from AWS. Fields of the --json object:
local/start/run-result.ts.
`;
