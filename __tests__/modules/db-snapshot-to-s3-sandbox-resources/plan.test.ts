import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { copyModule, writeCall, writeProviders, writeRoot } from "../../../config/tooling/module-root";
import { TerraformError, type TerraformRoot } from "../../../config/tooling/terraform-root";
import { sandboxResourcesModule } from "../../../modules/db-snapshot-to-s3-sandbox-resources/terraform-module";
import { itWithLocalAwsApi } from "../../support/with-local-aws-api";

const NAME = "db-snapshot-to-s3-sandbox-resources";
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
    aws_kms_key: { other: { description: "of the root, not of the module" } },
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
  "waits for a network that is made with it, and refuses the wrong one in plain words",
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
    await root.apply(await root.plan());
    expect((await root.plan()).changes).toEqual([]);

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
  },
);

itWithLocalAwsApi(
  "forgets the sandbox of the module that it replaces, and destroys nothing of it",
  async (root) => {
    const providers = writeProviders(folder, root.folder);
    writeRoot(root.folder, "network", NETWORK);
    const alias = { provider: "aws.aws_sandbox_account" };
    const before = path.join(root.folder, "module");
    copyModule(folder, root.folder);
    // In place of the module's content, what the other one leaves in the state.
    writeRoot(before, "main", {
      resource: {
        aws_kms_key: { key: { ...alias, description: "sandbox" } },
        aws_security_group: {
          bastion: { ...alias, name: "ip-sandbox-bastion", vpc_id: "${var.aws_sandbox_vpc_id}" },
        },
      },
    });
    writeCall(root.folder, "sandbox", { source: "./module", providers, values: RIGHT });
    await root.init();
    await root.apply(await root.plan());

    copyModule(folder, root.folder);
    const { changes } = await root.plan();
    expect(changes.map(({ address, action }) => [address, action])).toEqual([
      ["module.sandbox.aws_kms_key.key", "forget"],
      ["module.sandbox.aws_security_group.bastion", "forget"],
    ]);
  },
);
