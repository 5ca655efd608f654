import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { copyModule, writeCall, writeProviders, writeRoot } from "../../../config/tooling/module-root";
import { TerraformError, type TerraformRoot } from "../../../config/tooling/terraform-root";
import { sandboxResourcesModule } from "../../../modules/db-snapshot-to-s3-sandbox-resources/terraform-module";
import { itWithLocalAwsApi } from "../../support/with-local-aws-api";

const NAME = "db-snapshot-to-s3-sandbox-resources";
/** Half a dozen plans, or a database. */
const TIMEOUT_MILLISECONDS = 900_000;
const outdir = mkdtempSync(path.join(tmpdir(), "sandbox-"));
const folder = path.join(outdir, "stacks", NAME);

beforeAll(() => {
  const app = new App({ outdir, stackTraces: false });
  sandboxResourcesModule(app);
  app.synth();
});
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** A VPC with two subnets in one zone and one in another, and one subnet of another VPC. */
const NETWORK = {
  data: { aws_caller_identity: { here: {} } },
  resource: {
    aws_vpc: { one: { cidr_block: "10.1.0.0/16" }, other: { cidr_block: "10.2.0.0/16" } },
    aws_subnet: {
      a: subnet("one", "10.1.1.0/24", "eu-west-2a"),
      a_too: subnet("one", "10.1.2.0/24", "eu-west-2a"),
      b: subnet("one", "10.1.3.0/24", "eu-west-2b"),
      of_other: subnet("other", "10.2.1.0/24", "eu-west-2b"),
    },
  },
};

function subnet(vpc: string, cidr: string, zone: string): object {
  return { vpc_id: `\${aws_vpc.${vpc}.id}`, cidr_block: cidr, availability_zone: zone };
}

const RIGHT = {
  tags: { Team: "data" },
  identifier_prefix: "ip",
  aws_sandbox_account_id: "${data.aws_caller_identity.here.account_id}",
  aws_sandbox_vpc_id: "${aws_vpc.one.id}",
  aws_sandbox_subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
};

async function refusal(root: TerraformRoot): Promise<string> {
  const error: unknown = await root.plan().then(
    ({ text }) => new Error(`accepted: ${text}`),
    (refused: unknown) => refused,
  );
  if (!(error instanceof TerraformError)) throw error;
  return error.message.replaceAll(/\s+/g, " ");
}

itWithLocalAwsApi(
  "plans with a network that is made with it, and refuses the wrong one in plain words",
  async (root) => {
    const source = copyModule(folder, root.folder);
    const providers = writeProviders(folder, root.folder);
    const call = (values: Readonly<Record<string, unknown>>): void => {
      writeCall(root.folder, "sandbox", { source, providers, values: { ...RIGHT, ...values } });
    };
    writeRoot(root.folder, "network", NETWORK);
    call({});
    await root.init();
    await root.validate();
    // The ids are known to the apply only, which looks the network up as soon as it is there.
    const { changes } = await root.plan();
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["create"]));

    rmSync(path.join(root.folder, "sandbox.tf.json"));
    await root.apply(await root.plan());
    call({ aws_sandbox_account_id: "999999999999" });
    expect(await refusal(root)).toContain(
      "aws_sandbox_account_id: expected the account that the sandbox's provider acts in (123456789012), got 999999999999.",
    );
    call({ aws_sandbox_subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.of_other.id}"] });
    expect(await refusal(root)).toMatch(
      /aws_sandbox_subnet_ids: expected subnets of (vpc-\w+) \(aws_sandbox_vpc_id\), got subnet-\w+ of (?!\1)vpc-\w+\./,
    );
    call({ aws_sandbox_subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.a_too.id}"] });
    expect(await refusal(root)).toContain(
      "aws_sandbox_subnet_ids: expected subnets in at least 2 availability zones, which is what RDS asks of a database's subnets, got subnets in eu-west-2a only.",
    );
    call({ create_systems_manager_endpoints: true });
    expect(await refusal(root)).toContain(
      "aws_sandbox_vpc_id: expected a VPC that resolves names and gives hostnames, which endpoints need (create_systems_manager_endpoints); switch on",
    );
  },
  TIMEOUT_MILLISECONDS,
);

/** What the other module leaves in the state, as far as somebody could lose something by it. */
const RUNNING = {
  aws_kms_key: { key: { description: "sandbox" } },
  aws_db_subnet_group: {
    sandbox_db_subnet_group: {
      name: "ip-sandbox-db-subnet-group",
      subnet_ids: "${var.aws_sandbox_subnet_ids}",
    },
  },
  aws_security_group: {
    bastion: { name: "ip-sandbox-bastion", description: "described otherwise", ...inVpc() },
    rds_snapshot_to_s3: { name: "ip-rds-snapshot-to-s3", description: "described otherwise", ...inVpc() },
  },
  aws_db_instance: {
    rds_sandbox_snapshot_to_s3_postgres: {
      identifier: "ip-rds-snapshot-to-cross-account-s3-sandbox-db",
      engine: "postgres",
      engine_version: "14.6",
      instance_class: "db.t3.micro",
      allocated_storage: 5,
      max_allocated_storage: 6,
      db_name: "ip_sandbox",
      username: "sandbox_db_admin",
      password: "of-the-other-module",
      db_subnet_group_name: "${aws_db_subnet_group.sandbox_db_subnet_group.name}",
      vpc_security_group_ids: ["${aws_security_group.rds_snapshot_to_s3.id}"],
      storage_encrypted: true,
      kms_key_id: "${aws_kms_key.key.arn}",
      skip_final_snapshot: true,
    },
  },
  aws_ssm_parameter: {
    bastion_key: { name: "/ip/ec2/sandbox_bastion_key", type: "SecureString", value: "private" },
  },
  aws_secretsmanager_secret: { sandbox_db_credentials: { name: "/database-credentials/ip" } },
};

function inVpc(): object {
  return { vpc_id: "${var.aws_sandbox_vpc_id}" };
}

itWithLocalAwsApi(
  "takes a running sandbox over: the database stays, and secrets that somebody made by hand go",
  async (root) => {
    const providers = writeProviders(folder, root.folder);
    writeRoot(root.folder, "network", NETWORK);
    const before = path.join(root.folder, "module");
    copyModule(folder, root.folder);
    // In place of the module's content.
    writeRoot(before, "main", { resource: withProvider(RUNNING) });
    writeRoot(before, "outputs", {});
    writeCall(root.folder, "sandbox", { source: "./module", providers, values: RIGHT });
    await root.init();
    await root.apply(await root.plan());

    copyModule(folder, root.folder);
    const { changes } = await root.plan();
    const existing = changes
      .filter(({ action }) => action !== "create")
      .map(({ address, action }) => [address.replace("module.sandbox.", ""), action]);
    expect(Object.fromEntries(existing)).toEqual({
      "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres": "update",
      "aws_db_subnet_group.sandbox_db_subnet_group": "update",
      "aws_kms_key.key": "update",
      "aws_security_group.bastion": "update",
      "aws_security_group.rds_snapshot_to_s3": "update",
      "aws_secretsmanager_secret.sandbox_db_credentials": "delete",
      "aws_ssm_parameter.bastion_key": "delete",
    });
  },
  TIMEOUT_MILLISECONDS,
);

function withProvider(resources: typeof RUNNING): object {
  const provider = "aws.aws_sandbox_account";
  return Object.fromEntries(
    Object.entries(resources).map(([type, byName]) => [
      type,
      Object.fromEntries(Object.entries(byName).map(([name, one]) => [name, { ...one, provider }])),
    ]),
  );
}
