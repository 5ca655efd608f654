import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AwsAccount } from "../../../modules/shared/aws-account";
import { setProvider } from "../../../modules/shared/provider";
import { synthesised } from "../../support/synth";
import { withTwoProviders } from "../support/two-providers";

function part(scope: Construct, id: string, provider?: AwsProvider): Construct {
  const construct = new Construct(scope, id);
  setProvider(construct, provider);
  return construct;
}

function region(stack: TerraformStack, id: string, provider?: AwsProvider): string {
  return AwsAccount.of(part(stack, id, provider)).region;
}

it("is looked up once for all constructs of a stack", () => {
  const view = synthesised((stack) => {
    expect(region(stack, "a")).toBe(region(stack, "b"));
    expect(AwsAccount.of(stack)).toBe(AwsAccount.of(part(stack, "c")));
  });
  expect(view.json.data).toEqual({
    aws_caller_identity: { current: {} },
    aws_partition: { current: {} },
    aws_region: { current: {} },
  });
});

it("is looked up once more with each other provider, under a name of its own", () => {
  const view = withTwoProviders((stack, zone) => {
    expect(region(stack, "a", zone)).toBe(region(stack, "b", zone));
    region(stack, "c");
  });
  const lookups = { current: {}, current_zone: { provider: "aws.zone" } };
  expect(view.json.data).toEqual({
    aws_caller_identity: lookups,
    aws_partition: lookups,
    aws_region: lookups,
  });
});

it("is the stack's own one with the default provider given by hand", () => {
  synthesised((stack) => {
    const provider = new AwsProvider(stack, "aws");
    expect(AwsAccount.of(part(stack, "a", provider))).toBe(AwsAccount.of(stack));
  });
});

it("names the account of its provider", () => {
  const view = withTwoProviders((stack, zone) => {
    const { rootArn: value } = AwsAccount.of(part(stack, "a", zone));
    new TerraformOutput(stack, "root", { value, description: "" });
  });
  expect(view.json.output["root"]?.value).toBe(
    "arn:${data.aws_partition.current_zone.partition}:iam::${data.aws_caller_identity.current_zone.account_id}:root",
  );
});
