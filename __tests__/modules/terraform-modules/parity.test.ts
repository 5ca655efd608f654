import * as pipeline from "../db-snapshot-to-s3/parity";
import { addressesOf, jsonOf, synthesisedModules, type ModuleName } from "./synthesised";

/** What the module that this one replaces takes and gives, and what ours does beyond it. */
interface Parity {
  /** `required`, or the default. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly added: readonly string[];
  /** Types other than string. */
  readonly types: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly string[];
  /** Addresses that Terraform forgets. */
  readonly forgotten: readonly string[];
}

/** Of the construct, and of no module. */
const OF_THE_CONSTRUCT = "address_prefix";

/** `s3-bucket` has a page of its own: `__tests__/modules/s3-bucket`. */
const PARITY: Readonly<Partial<Record<ModuleName, Parity>>> = {
  "db-snapshot-to-s3": {
    inputs: pipeline.REFERENCE_INPUTS,
    added: Object.keys(pipeline.OUR_INPUTS).filter((input) => input !== OF_THE_CONSTRUCT),
    types: { tags: "map(string)", rds_instance_ids: "list(string)" },
    outputs: pipeline.REFERENCE_OUTPUTS,
    resources: [...Object.keys(pipeline.REFERENCE_RESOURCES), ...Object.keys(pipeline.ADDED)],
    forgotten: Object.keys(pipeline.LEFT_OUT),
  },
  "db-snapshot-to-s3-sandbox-resources": {
    inputs: {
      tags: "required",
      identifier_prefix: "required",
      aws_sandbox_account_id: "required",
      aws_sandbox_vpc_id: "required",
      aws_sandbox_subnet_ids: "required",
    },
    added: [],
    types: { tags: "map(string)", aws_sandbox_subnet_ids: "list(string)" },
    outputs: {},
    // The module's content is its checks: the resources are still the other module's.
    resources: [],
    forgotten: [
      "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
      "aws_db_subnet_group.sandbox_db_subnet_group",
      "aws_iam_instance_profile.bastion",
      "aws_iam_role.bastion",
      "aws_iam_role_policy_attachment.bastion",
      "aws_instance.bastion",
      "aws_key_pair.generated_key",
      "aws_kms_alias.sandbox_db_key_alias",
      "aws_kms_key.key",
      "aws_secretsmanager_secret.sandbox_db_credentials",
      "aws_secretsmanager_secret_version.sandbox_db_credentials",
      "aws_security_group.bastion",
      "aws_security_group.rds_snapshot_to_s3",
      "aws_security_group_rule.bastion_egress",
      "aws_security_group_rule.bastion_egress_to_systems_manager",
      "aws_security_group_rule.rds_snapshot_to_s3_ingress",
      "aws_ssm_parameter.bastion_key",
      "random_password.sandbox_db_password",
      "tls_private_key.bastion_key",
    ],
  },
};

const folderOf = synthesisedModules();

describe.each(Object.entries(PARITY))(
  "the module %s in place of the one that it replaces",
  (name, parity) => {
    const json = jsonOf(folderOf(name as ModuleName));

    it("takes its inputs, and those of ours that are listed", () => {
      expect(Object.keys(json.variable).toSorted()).toEqual(
        [...Object.keys(parity.inputs), ...parity.added].toSorted(),
      );
    });

    it.each(Object.entries(parity.inputs))("takes %s as there", (input, expected) => {
      const variable = json.variable[input];
      expect(variable?.type).toBe(parity.types[input] ?? "string");
      if (expected === "required") expect(variable).not.toHaveProperty("default");
      else expect(variable?.default).toBe(expected);
    });

    it("asks for no input that it does not ask for", () => {
      const required = parity.added.filter((input) => json.variable[input]?.default === undefined);
      expect(required).toEqual([]);
    });

    it("gives its outputs", () => {
      const values = Object.entries(json.output).map(([output, { value }]) => [output, value]);
      expect(Object.fromEntries(values)).toMatchObject(parity.outputs);
    });

    it("has its addresses, and those of ours that are listed", () => {
      expect(addressesOf(json)).toEqual([...parity.resources].toSorted());
    });

    it("forgets what it does not have, and leaves it in AWS", () => {
      expect(json.removed).toEqual(parity.forgotten.map((from) => ({ from, lifecycle: { destroy: false } })));
    });
  },
);
