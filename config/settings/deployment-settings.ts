import { roleArnOrEmpty } from "./arn-rules";
import type { Settings } from "./setting";

/** Where the stack is applied, and as whom. */
export const deploymentSettings = {
  region: {
    type: "string",
    description: "AWS region of the databases, and of everything that this stack creates.",
    default: "eu-west-2",
    rules: [
      {
        kind: "regex",
        to: "value",
        pattern: "^[a-z]{2,}(?:-[a-z]+)+-[0-9]+$",
        words: "a region's code, such as eu-west-2",
      },
    ],
  },
  deploy_role_arn: {
    type: "string",
    description:
      "Role in the account of the databases that Terraform assumes to deploy. Empty: the credentials at hand are used as they are.",
    default: "",
    rules: [roleArnOrEmpty],
  },
} as const satisfies Settings;
