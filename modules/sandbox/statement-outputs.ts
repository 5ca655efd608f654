import { Fn } from "cdktf";
import type { Outputs } from "../shared/outputs";
import { hclArgument } from "./hcl-text";
import type { ZoneStatements } from "./zone-statements";

const WHY =
  "Whoever is meant is the account, with the copier's role as a condition: so they can be added before the role is there, and go on when the sandbox has been destroyed and made again.";

/** The statements for the zone's owner, in two forms with one meaning. */
export function statementOutputs({ bucket, key }: ZoneStatements): Outputs {
  return {
    zone_bucket_policy_statements_json: {
      value: Fn.jsonencode(bucket),
      description: `What the policy of the landing zone's bucket has to allow, as JSON: its jsondecode() is what bucket_policy_statements of the module s3-bucket takes. ${WHY}`,
    },
    zone_bucket_policy_statements_hcl: {
      value: hclArgument("bucket_policy_statements", bucket),
      description:
        "The same in the Terraform language, to paste into the call of that module: terraform output -raw prints it.",
    },
    zone_key_policy_statements_json: {
      value: Fn.jsonencode(key),
      description: `What the policy of the landing zone's key has to allow, as JSON: its jsondecode() is what bucket_key_policy_statements of the module s3-bucket takes. ${WHY}`,
    },
    zone_key_policy_statements_hcl: {
      value: hclArgument("bucket_key_policy_statements", key),
      description:
        "The same in the Terraform language, to paste into the call of that module: terraform output -raw prints it.",
    },
  };
}
