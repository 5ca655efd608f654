import { Testing } from "cdktf";
import { literalSandbox } from "../../../config/tooling/literal-sandbox";
import { SANDBOX_OUTPUTS } from "../../../config/sandbox-outputs";
import { sandboxSettings, type SandboxSettings } from "../../../config/settings/sandbox";
import { SandboxStack } from "../../../modules/sandbox/sandbox-stack";
import { viewOf, type StackView } from "../../support/synth";

function stackOf(settings?: SandboxSettings): StackView {
  return viewOf(new SandboxStack(Testing.app(), "sandbox", { backend: "s3", ...(settings && { settings }) }));
}

const withVariables = stackOf();
const withLiterals = stackOf(literalSandbox());

describe("the root stack of a sandbox", () => {
  it("declares every setting as a variable, and uses each of them", () => {
    const { json } = withVariables;
    expect(Object.keys(json.variable).toSorted()).toEqual(Object.keys(sandboxSettings).toSorted());
    const blocks = JSON.stringify([json.resource, json.data, json.provider, json["locals"]]);
    const unused = Object.keys(sandboxSettings).filter((name) => !blocks.includes(`var.${name}`));
    expect(unused).toEqual([]);
  });

  it("asks for nothing but who, where, and a zone", () => {
    const required = Object.entries(sandboxSettings).filter(([, setting]) => !("default" in setting));
    expect(required.map(([name]) => name)).toEqual([
      "project",
      "identifier_prefix",
      "aws_sandbox_account_id",
      "aws_sandbox_vpc_id",
      "aws_sandbox_subnet_ids",
    ]);
  });

  it("gives every output that the commands read, and the statements for the zone's owner", () => {
    const names = Object.keys(withVariables.json.output);
    expect(names).toEqual(
      expect.arrayContaining([
        ...Object.keys(SANDBOX_OUTPUTS),
        "zone_bucket_policy_statements_json",
        "zone_bucket_policy_statements_hcl",
        "zone_key_policy_statements_json",
        "zone_key_policy_statements_hcl",
        "s3_to_s3_copier_lambda_role_arn",
        "artefact_bucket_id",
        "database_kms_key_arn",
      ]),
    );
    expect(withVariables.json.output["copier_log_group_name"]?.value).toBe(
      "${aws_cloudwatch_log_group.s3_to_s3_copier_lambda.name}",
    );
  });

  it("takes over the log groups that RDS may have left of a sandbox before", () => {
    expect(withVariables.json["import"]).toEqual(
      ["postgresql", "upgrade"].map((log) => ({
        for_each: expect.stringContaining(`endswith(name, "/${log}")`),
        to: `aws_cloudwatch_log_group.sandbox_db_${log}`,
        id: "${each.value}",
      })),
    );
    const look = withVariables.raw("data.aws_cloudwatch_log_groups.left_by_a_sandbox_before");
    const group = withVariables.raw("aws_cloudwatch_log_group.sandbox_db_postgresql");
    expect(group["name"]).toBe(`${look["log_group_name_prefix"] as string}postgresql`);
  });

  it("destroys its buckets with what is in them, the landing zone of its own among them", () => {
    for (const address of withLiterals.ofType("aws_s3_bucket"))
      expect(withLiterals.raw(address)).toMatchObject({ force_destroy: true });
    expect(landingZone(withVariables)).toMatchObject({ environment: "Dev" });
  });

  it("names its buckets so that none is another stack's of the same prefix", () => {
    expect(withLiterals.ofType("aws_s3_bucket").map((at) => withLiterals.raw(at)["bucket"])).toEqual([
      "ip-sandbox-lambda-artefact-storage",
      "ip-sandbox-rds-export-storage",
    ]);
    expect(landingZone(withLiterals)).toMatchObject({
      identifier_prefix: "ip",
      bucket_identifier: "sandbox-landing-zone",
    });
  });

  it("has the events' subscription wait for the database, and know how many instances there are", () => {
    expect(withVariables.only("aws_db_event_subscription")).toMatchObject({
      count: 1,
      source_ids: ["${aws_db_instance.rds_sandbox_snapshot_to_s3_postgres.identifier}"],
    });
  });

  it("has the policy of the database's key, and not the key, wait for the export function's role", () => {
    const role = "aws_iam_role.rds_snapshot_to_s3_lambda.arn";
    const policy = JSON.stringify(withVariables.raw("data.aws_iam_policy_document.key_policy"));
    expect(policy).toContain(role);
    expect(withVariables.raw("aws_kms_key_policy.key")["policy"]).toBe(
      "${data.aws_iam_policy_document.key_policy.json}",
    );
    expect(JSON.stringify(withVariables.raw("aws_kms_key.key"))).not.toContain("aws_iam_policy_document");
  });

  it("writes no path of this machine", () => {
    expect(withVariables.text).not.toContain(process.cwd());
  });
});

/** The call of the module that makes a landing zone. */
function landingZone(view: StackView): Readonly<Record<string, unknown>> {
  const calls = view.json["module"] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  expect(Object.keys(calls)).toEqual(["landing_zone"]);
  return calls["landing_zone"] ?? {};
}

describe("the landing zone", () => {
  it("is made where it is asked for, and else is the one that is named", () => {
    expect(landingZone(withVariables)).toMatchObject({ count: "${var.create_zone ? 1 : 0}" });
    expect(withVariables.json["locals"]).toEqual({
      zone_bucket_id: "${var.create_zone ? module.landing_zone[0].bucket_id : var.zone_bucket_id}",
      zone_bucket_arn: "${var.create_zone ? module.landing_zone[0].bucket_arn : var.zone_bucket_arn}",
      zone_kms_key_arn: "${var.create_zone ? module.landing_zone[0].kms_key_arn : var.zone_kms_key_arn}",
    });
    expect(withVariables.raw("aws_lambda_function.s3_to_s3_copier_lambda")).toMatchObject({
      environment: { variables: { BUCKET_DESTINATION: "${local.zone_bucket_id}" } },
    });
  });

  it("has the very statements that the outputs give", () => {
    const { output } = withLiterals.json;
    const call = JSON.stringify(landingZone(withLiterals));
    for (const sid of ["ipSandboxCopierLists", "ipSandboxCopierLands"]) {
      expect(call).toContain(sid);
      expect(output["zone_bucket_policy_statements_hcl"]?.value).toContain(`"${sid}"`);
    }
    expect(call).toContain("ipSandboxCopierEncrypts");
    expect(output["zone_key_policy_statements_hcl"]?.value).toContain('"ipSandboxCopierEncrypts"');
  });

  it("that is somebody's is written by nobody here: no policy resource is about it, and nobody may write one", () => {
    const policies = withVariables.addresses.filter(
      (at) => /^aws_(?:s3_bucket_|kms_key)/.test(at) && !at.startsWith("aws_kms_key."),
    );
    expect(policies.length).toBeGreaterThan(10);
    for (const address of policies)
      expect([address, JSON.stringify(withVariables.raw(address))]).toEqual([
        address,
        expect.not.stringMatching(/(?:local|var)\.zone_/),
      ]);
    for (const address of grantsOf(withVariables)) {
      const document = JSON.stringify(withVariables.raw(address));
      expect([address, document]).toEqual([
        address,
        expect.not.stringMatching(/"(?:s3|kms):(?:\*|Put\*|[A-Za-z]*Policy)/),
      ]);
    }
  });
});

/** The documents that say what a role may do: those without principals. */
function grantsOf(view: StackView): readonly string[] {
  const documents = view.dataAddresses.filter((at) => at.startsWith("aws_iam_policy_document."));
  const grants = documents
    .map((at) => `data.${at}`)
    .filter((at) => !JSON.stringify(view.raw(at)).includes('"principals"'));
  expect(grants.length).toBeGreaterThanOrEqual(4);
  return grants;
}
