import type { SandboxIdentity } from "../../../../../cli/sandbox/status/sandbox/identity";
import { sandboxParts } from "../../../../../cli/sandbox/status/sandbox/sandbox-parts";

export const IDENTITY: SandboxIdentity = {
  region: "eu-west-2",
  identifierPrefix: "Demo-Sbx",
  accountSuffix: "-7",
};
export const PARTS = sandboxParts(IDENTITY);
