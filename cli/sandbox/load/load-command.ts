import { personPath } from "../../../local/start/person-path";
import { checkAccount } from "../../shared/aws/check-account";
import { sandboxClients } from "../../shared/aws/sandbox-clients";
import type { CommonOptions } from "../../shared/command/common-options";
import type { CommandContext } from "../../shared/command/context";
import { EXIT } from "../../shared/command/exit-code";
import type { SandboxCommand } from "../../shared/command/sandbox-command";
import { reachDatabase } from "../../shared/database/reach-database";
import { readSandboxOutputs } from "../../shared/outputs/read-sandbox-outputs";
import { loadInto } from "./load-into";
import { addLoadOptions, loadOptionsSchema, type LoadContent, type LoadOptions } from "./load-options";
import { checkFiles } from "./sql/check-files";
import type { Wanted } from "./load-into";

export const loadCommand: SandboxCommand<LoadOptions> = {
  name: "sandbox:load",
  description:
    "Loads the sample database of the local run, or your own SQL, into the sandbox's database: through Session Manager, " +
    "in one transaction, so safe to interrupt. The sample is safe to load twice; your own SQL is run each time.",
  timeoutSeconds: 3600,
  addOptions: addLoadOptions,
  schema: loadOptionsSchema,
  run,
};

/** What can be found wrong is found before anything is changed. */
async function run(options: LoadOptions & CommonOptions, context: CommandContext): Promise<number> {
  const { progress, signal, environment } = context;
  const { profile, openTunnel, caFile, reset, content } = options;
  const wanted = await checked(content, context);
  const outputs = await progress.step(
    "Outputs of the stack",
    () => readSandboxOutputs(options, context),
    ({ identifier_prefix: prefix, region }) => `${prefix} in ${region}`,
  );
  const clients = sandboxClients({ region: outputs.region, profile });
  await progress.step(
    "Account",
    () => checkAccount({ sts: clients.sts, expected: outputs.aws_account_id, profile, signal }),
    (arn) => `${outputs.aws_account_id} as ${arn}`,
  );
  const database = await reachDatabase({
    ...{ outputs, clients, profile, openTunnel, caFile },
    ...{ progress, signal, environment },
  });
  try {
    await loadInto(database, { wanted, reset }, context);
    return EXIT.ok;
  } finally {
    await database.close();
  }
}

async function checked(
  content: LoadContent,
  { progress, signal, environment }: CommandContext,
): Promise<Wanted> {
  if (content.kind === "sample") return content;
  const files = content.files.map((name) => ({ name, path: personPath(name, environment) }));
  return {
    kind: "sql",
    files: await progress.step(
      "SQL files",
      () => checkFiles(files, signal),
      (found) => `${found.length} that can be loaded`,
    ),
  };
}
