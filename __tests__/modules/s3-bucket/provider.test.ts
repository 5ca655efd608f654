import { Aspects } from "cdktf";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { awsElements } from "../../../modules/shared/provider";
import { providersBelow, withTwoProviders } from "../support/two-providers";
import { EVERYTHING, MINIMAL } from "./buckets";

const rootOf = (lookup: string): string =>
  `arn:\${data.aws_partition.${lookup}.partition}:iam::\${data.aws_caller_identity.${lookup}.account_id}:root`;

describe("buckets of two accounts in one stack", () => {
  const view = withTwoProviders((stack, provider) => {
    new S3Bucket(stack, "zone", { ...EVERYTHING, addressPrefix: "zone_", provider });
    new S3Bucket(stack, "exports", { ...EVERYTHING, addressPrefix: "exports_" });
  });

  it("are each wholly of one provider", () => {
    expect(providersBelow(view, "zone_")).toEqual(["aws.zone"]);
    expect(providersBelow(view, "exports_")).toEqual(["default"]);
  });

  it.each([
    ["zone", "current_zone", "aws.zone"],
    ["exports", "current", undefined],
  ])("%s: its own account administers the key", (bucket, lookup, provider) => {
    const [account] = view.raw(`data.aws_iam_policy_document.${bucket}_key_policy`)["statement"] as object[];
    expect(account).toMatchObject({
      sid: "Account",
      principals: [{ type: "AWS", identifiers: [rootOf(lookup)] }],
    });
    expect(view.raw(`data.aws_caller_identity.${lookup}`)["provider"]).toBe(provider);
    expect(view.raw(`data.aws_partition.${lookup}`)["provider"]).toBe(provider);
  });
});

it("is refused with a provider by an Aspect: its key's policy would name the stack's account", () => {
  expect(() =>
    withTwoProviders((stack, zone) => {
      const bucket = new S3Bucket(stack, "zone", MINIMAL);
      Aspects.of(bucket).add({
        visit: (node) => {
          for (const element of awsElements(node)) element.provider = zone;
        },
      });
    }),
  ).toThrow(/\[stack\/zone\] expected the provider aws everywhere.* got aws\.zone for stack\/zone\//);
});
