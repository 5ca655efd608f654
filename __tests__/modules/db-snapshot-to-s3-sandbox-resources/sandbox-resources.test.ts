import { TerraformVariable, Token } from "cdktf";
import { SandboxResources } from "../../../modules/db-snapshot-to-s3-sandbox-resources/sandbox-resources";
import { synthesised } from "../../support/synth";
import { providersBelow, withTwoProviders } from "../support/two-providers";
import { EXPORT_ROLE, MINIMAL, sandbox } from "./sandboxes";

const view = sandbox();
const DATABASE = "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres";
const KEY_POLICY = "data.aws_iam_policy_document.key_policy";
const ACCOUNT = {
  sid: "Account",
  effect: "Allow",
  actions: ["kms:*"],
  resources: ["*"],
  principals: [
    {
      type: "AWS",
      identifiers: [
        "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root",
      ],
    },
  ],
};

describe("secrets", () => {
  it("are in no argument: RDS makes the password", () => {
    const arguments_ = view.addresses.flatMap((address) => Object.keys(view.raw(address)));
    expect(
      arguments_.filter((name) => /^(?:password|secret_string|private_key|key_name)/.test(name)),
    ).toEqual([]);
    expect(view.raw(DATABASE)["manage_master_user_password"]).toBe(true);
  });
});

describe("the key's policy", () => {
  it("is the account's alone without export functions, and no part of the key", () => {
    expect(view.raw(KEY_POLICY)["statement"]).toEqual([ACCOUNT]);
    expect(view.raw("aws_kms_key.key")).not.toHaveProperty("policy");
  });

  it("lets export functions read snapshots and lend the key to RDS, and nothing else", () => {
    const statements = sandbox({ exportFunctionRoleArns: [EXPORT_ROLE] }).raw(KEY_POLICY)["statement"];
    const principals = [{ type: "AWS", identifiers: [EXPORT_ROLE] }];
    const common = { effect: "Allow", resources: ["*"], principals };
    expect(statements).toEqual([
      ACCOUNT,
      { ...common, sid: "ReadSnapshots", actions: ["kms:Decrypt", "kms:DescribeKey"] },
      {
        ...common,
        sid: "LetRdsReadSnapshots",
        actions: ["kms:CreateGrant"],
        condition: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
      },
    ]);
  });

  it("takes roles that are made with it: the database does not wait for them", () => {
    const text = synthesised((stack) => {
      const role = Token.asString(new TerraformVariable(stack, "role", {}).value);
      new SandboxResources(stack, "sandbox", {
        ...MINIMAL,
        exportFunctionRoleArns: [role],
        addressPrefix: "",
      });
    });
    const [, read] = text.raw(KEY_POLICY)["statement"] as object[];
    expect(read).toMatchObject({ principals: [{ type: "AWS", identifiers: ["${var.role}"] }] });
    expect(text.raw(DATABASE)["depends_on"]).not.toContain("aws_kms_key_policy.key");
  });
});

describe("what is made", () => {
  it("waits for the checks of account and network", () => {
    for (const address of view.addresses)
      expect([address, view.raw(address)["depends_on"]]).toEqual([
        address,
        expect.arrayContaining(["data.aws_vpc.sandbox"]),
      ]);
  });

  it("has its log groups before the database, with an end", () => {
    for (const log of ["postgresql", "upgrade"]) {
      const group = `aws_cloudwatch_log_group.sandbox_db_${log}`;
      const { name, retention_in_days } = view.raw(group);
      const instance = "ip-dev-rds-snapshot-to-cross-account-s3-sandbox-db";
      expect(view.raw(DATABASE)["identifier"]).toBe(instance);
      expect([name, retention_in_days]).toEqual([`/aws/rds/instance/${instance}/${log}`, 30]);
      expect(view.raw(DATABASE)["depends_on"]).toContain(group);
    }
  });

  it("lets nobody in but the bastion, and the bastion be reached by nobody", () => {
    const ingress = view
      .ofType("aws_security_group_rule")
      .map((address) => view.raw(address))
      .filter(({ type, count }) => type === "ingress" && count !== 0);
    expect(ingress).toHaveLength(1);
    expect(ingress[0]).not.toHaveProperty("cidr_blocks");
  });

  it("has a bastion of the newest Amazon Linux 2023, whose image has the agent of Systems Manager", () => {
    // The minimal images have no agent.
    expect(view.raw("data.aws_ssm_parameter.bastion_image")["name"]).toBe(
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    );
  });

  it("lets the bastion register and take sessions, before it starts, and nothing else", () => {
    const { statement } = view.raw("data.aws_iam_policy_document.bastion");
    expect(statement).toEqual([
      {
        sid: "Register",
        effect: "Allow",
        actions: ["ssm:UpdateInstanceInformation"],
        resources: [expect.stringMatching(/^arn:.+:ec2:.+:instance\/\*$/)],
      },
      {
        sid: "TakeSessions",
        effect: "Allow",
        actions: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
          (action) => `ssmmessages:${action}`,
        ),
        resources: ["*"],
      },
    ]);
    expect(view.raw("aws_instance.bastion")["depends_on"]).toContain(
      "aws_iam_role_policy_attachment.bastion",
    );
  });

  it("has endpoints in the bastion's subnet when they are asked for, and none by default", () => {
    const endpoints = ["ssm", "ssmmessages"].map((service) => `aws_vpc_endpoint.systems_manager_${service}`);
    for (const address of endpoints) {
      expect(view.raw(address)["count"]).toBe(0);
      const asked = sandbox({ createSystemsManagerEndpoints: true });
      expect(asked.raw(address)).toMatchObject({ count: 1, private_dns_enabled: true });
      expect(asked.raw(address)["subnet_ids"]).toHaveLength(1);
      expect(asked.raw(address)["security_group_ids"]).toEqual([
        "${one(aws_security_group.systems_manager_endpoints[*].id)}",
      ]);
      expect(asked.raw("aws_instance.bastion")["depends_on"]).toContain(address);
    }
  });

  it("has the region's endpoints, and lets the VPC into them and nobody else", () => {
    const service = view.raw("aws_vpc_endpoint.systems_manager_ssmmessages")["service_name"];
    expect(service).toBe("com.amazonaws.${data.aws_region.current.id}.ssmmessages");
    const ingress = view.raw("aws_security_group_rule.systems_manager_endpoints_ingress");
    expect(ingress).toMatchObject({ type: "ingress", from_port: 443, to_port: 443 });
    expect(ingress["cidr_blocks"]).toBe("${data.aws_vpc.sandbox.cidr_block_associations[*].cidr_block}");
  });

  it("costs by the hour under tags of the caller's", () => {
    const swept = sandbox({ costSweeperTags: { Schedule: "office-hours" } });
    for (const address of [DATABASE, "aws_instance.bastion"]) {
      expect(swept.raw(address)["tags"]).toMatchObject({ Team: "data", Schedule: "office-hours" });
      expect(swept.raw(address)["tags"]).not.toHaveProperty("OOOShutdown");
    }
  });

  it("keeps a named minor version: RDS refuses to go back to it", () => {
    expect(sandbox({ postgresVersion: "16.9" }).raw(DATABASE)).toMatchObject({
      engine_version: "16.9",
      auto_minor_version_upgrade: false,
    });
  });

  it("is of the provider that is given, wholly", () => {
    const two = withTwoProviders((stack, provider) => {
      new SandboxResources(stack, "sandbox", { ...MINIMAL, addressPrefix: "zone_", provider });
    });
    expect(providersBelow(two, "zone_")).toEqual(["aws.zone"]);
  });
});
