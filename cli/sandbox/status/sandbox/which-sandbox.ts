import * as z from "zod";
import { sandboxSettings } from "../../../../config/settings/sandbox";
import { brokenRules, brokenRuleText } from "../../../../config/settings/broken-rules";
import { bucketIdentifier } from "../../../../modules/sandbox/bucket-names";
import type { CommonOptions } from "../../../shared/command/common-options";
import { ToCorrectError, type CommandError } from "../../../shared/command/command-error";
import { readOutputsText, type OutputsSurroundings } from "../../../shared/outputs/read-sandbox-outputs";
import { sandboxOutputsSchema } from "../../../shared/outputs/sandbox-outputs";
import type { SandboxIdentity } from "./identity";
import type { IdentityOptions } from "./identity-options";

type Options = IdentityOptions & Pick<CommonOptions, "stack" | "outputs">;

/**
 * @returns which sandbox is meant: the one that the options name, or else the one that is applied, wholly or in part
 * @throws ToCorrectError when neither says it
 */
export async function whichSandbox(options: Options, around: OutputsSurroundings): Promise<SandboxIdentity> {
  return options.prefix === undefined
    ? appliedSandbox(options, around)
    : namedSandbox(options, options.prefix, around.environment);
}

function namedSandbox(
  options: Options,
  prefix: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): SandboxIdentity {
  const region = options.region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"];
  if (region === undefined || region === "")
    throw new ToCorrectError(
      "--prefix needs a region: expected --region, such as --region eu-west-2, or AWS_REGION in the environment",
    );
  const accountSuffix = options.accountSuffix ?? "";
  const problems = [
    ...problemsOf("--prefix", "identifier_prefix", prefix),
    ...problemsOf("--region", "region", region),
    ...problemsOf("--account-suffix", "aws_account_suffix", accountSuffix),
  ];
  if (problems.length > 0) throw new ToCorrectError(problems.join("\n"));
  return { region, identifierPrefix: prefix, accountSuffix };
}

/** By the rules of the stack's own settings: what no stack can have been applied with, nothing bears. */
function problemsOf(
  option: string,
  setting: "identifier_prefix" | "region" | "aws_account_suffix",
  value: string,
): readonly string[] {
  return brokenRules(sandboxSettings[setting], value).map((broken) => `${option}: ${brokenRuleText(broken)}`);
}

const outputsSchema = z.record(z.string(), z.object({ value: z.unknown() }));
const identitySchema = sandboxOutputsSchema
  .pick({ region: true, identifier_prefix: true })
  .extend(
    sandboxOutputsSchema
      .pick({ aws_account_id: true, export_bucket_id: true, zone_is_of_the_sandbox: true })
      .partial().shape,
  );

async function appliedSandbox(options: Options, around: OutputsSurroundings): Promise<SandboxIdentity> {
  if (options.region !== undefined || (options.accountSuffix ?? "") !== "")
    throw new ToCorrectError(
      "--region and --account-suffix say where to look by a prefix, so they need --prefix; without it the stack's outputs say it",
    );
  const { text, from } = await readOutputsText(options, around).catch((error: unknown) => {
    throw error instanceof ToCorrectError ? withHint(error) : error;
  });
  const parsed = identitySchema.safeParse(valuesOf(text));
  if (!parsed.success)
    throw withHint(
      new ToCorrectError(
        `${from} has no outputs that say which sandbox it is (expected region and identifier_prefix): nothing is applied there, or not far enough`,
      ),
    );
  const outputs = parsed.data;
  return {
    region: outputs.region,
    identifierPrefix: outputs.identifier_prefix,
    accountSuffix: suffixOf(outputs.identifier_prefix, outputs.export_bucket_id),
    accountId: outputs.aws_account_id,
    hasZone: outputs.zone_is_of_the_sandbox,
  };
}

function withHint(error: CommandError): ToCorrectError {
  return new ToCorrectError(
    `${error.message}.\nTo look for what an earlier one has left: --prefix <identifier_prefix> --region <region>`,
    { cause: error },
  );
}

function valuesOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = outputsSchema.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  return Object.fromEntries(Object.entries(parsed.data).map(([name, { value }]) => [name, value]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function suffixOf(identifierPrefix: string, exportBucket: string | undefined): string {
  const start = `${identifierPrefix}-${bucketIdentifier("exportStorage", "")}`.toLowerCase();
  return exportBucket?.startsWith(start) === true ? exportBucket.slice(start.length) : "";
}
