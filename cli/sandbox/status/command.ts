import * as z from "zod";
import { readAccount } from "./read-account";
import { readFacts } from "./reading/read-facts";
import { addIdentityOptions, identityOptionsSchema } from "./sandbox/identity-options";
import { whichSandbox } from "./sandbox/which-sandbox";
import { EXIT } from "../../shared/command/exit-code";
import type { SandboxCommand } from "../../shared/command/sandbox-command";
import { statusClients } from "./status-clients";
import { statusLines } from "./status-lines";
import { statusReport } from "./status-report";

const statusOptionsSchema = identityOptionsSchema.extend({
  /** One JSON object, of the form {@link StatusReport}, instead of words. */
  json: z.boolean().default(false),
});

export type StatusOptions = z.infer<typeof statusOptionsSchema>;

const TIMEOUT_SECONDS = 120;

/** `npm run sandbox:status` */
export const statusCommand: SandboxCommand<StatusOptions> = {
  name: "sandbox:status",
  description:
    "Tells what of the sandbox is deployed, what runs, what it costs by the hour, and what no destroy takes away. " +
    "Nothing is changed. Exit code 0 whatever is there.",
  timeoutSeconds: TIMEOUT_SECONDS,
  addOptions: (command) => {
    addIdentityOptions(command);
    command.option("--json", "print one JSON object: npm run --silent sandbox:status -- --json", false);
  },
  schema: statusOptionsSchema,
  run: async (options, { output, signal, environment }) => {
    const identity = await whichSandbox(options, { environment, signal });
    const clients = statusClients({ region: identity.region, profile: options.profile });
    const accountId = await readAccount(clients.sts, identity, options.profile, signal);
    const facts = await readFacts({ identity, accountId, clients, signal, now: () => new Date() });
    const report = statusReport(facts);
    output.out(options.json ? JSON.stringify(report, undefined, 2) : statusLines(report).join("\n"));
    return EXIT.ok;
  },
};
