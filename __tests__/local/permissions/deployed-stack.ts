import { localStack, type LocalStack } from "../../../config/tooling/permissions/local-stack";
import { textAttribute } from "../../../local/permissions/text-attribute";
import { localOwners } from "../../../local/start/landing-zone";

export const owners = localOwners();
export const ZONE_ACCOUNT = owners.zone.accountId;
export const ZONE_BUCKET = owners.zone.bucketArn;
export const ZONE_KEY = owners.zone.keyArn;
export const YOU = owners.reader;

/** The stack as the local run deploys it. */
export interface SynthesisedStack extends LocalStack {
  /** ARN of a block of the stack. */
  readonly arn: (address: string) => string;
}

export function synthesisedStack(): SynthesisedStack {
  const stack = localStack();
  return {
    ...stack,
    arn: (address) => textAttribute(stack.configuration, address, "arn"),
  };
}
