import { TerraformVariable, Token } from "cdktf";
import type { S3BucketProps } from "../../../modules/s3-bucket/props";
import { S3Bucket } from "../../../modules/s3-bucket/s3-bucket";
import { BucketSettingsError } from "../../../modules/s3-bucket/settings";
import { synthesised, type StackView } from "../../support/synth";
import { bucket, MINIMAL } from "./buckets";

const TYPE = "aws_s3_bucket_lifecycle_configuration";
const configuration = (given: Partial<S3BucketProps>): ReturnType<StackView["only"]> =>
  bucket(given).only(TYPE);

describe("lifecycle rules of literals", () => {
  it("are none when nothing is asked for", () => {
    expect(bucket().ofType(TYPE)).toEqual([]);
    expect(bucket({ expiredObjectDeleteMarker: false, intelligentTieringDays: 5 }).ofType(TYPE)).toEqual([]);
  });

  it.each<[string, Partial<S3BucketProps>, object]>([
    ["expire-older-objects", { expireObjectsDays: 30 }, { expiration: [{ days: 30 }] }],
    [
      "delete-expired-delete-markers",
      { expiredObjectDeleteMarker: true },
      { expiration: [{ expired_object_delete_marker: true }] },
    ],
    [
      "expire-noncurrent-versions",
      { expireNoncurrentObjectsDays: 2 },
      { noncurrent_version_expiration: [{ noncurrent_days: 2 }] },
    ],
    [
      "abort-incomplete-multipart-uploads",
      { abortMultipartDays: 7 },
      { abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
    ],
    [
      "intelligent-tiering",
      { enableIntelligentTiering: true },
      { transition: [{ days: 0, storage_class: "INTELLIGENT_TIERING" }] },
    ],
  ])("%s is one rule, for every object", (id, given, actions) => {
    const { rule, count, dynamic } = configuration(given);
    expect(rule).toEqual([{ id, status: "Enabled", filter: [{}], ...actions }]);
    expect(count).toBe(1);
    expect(dynamic).toBeUndefined();
  });

  it("come after versioning, which some of them are about", () => {
    expect(configuration({ abortMultipartDays: 7 })["depends_on"]).toEqual([
      "aws_s3_bucket_versioning.bucket",
    ]);
  });

  it("move objects before they expire", () => {
    const tiering = { enableIntelligentTiering: true, expireObjectsDays: 30 };
    expect(configuration({ ...tiering, intelligentTieringDays: 29 })["rule"]).toHaveLength(2);
    const late = (): unknown => configuration({ ...tiering, intelligentTieringDays: 30 });
    expect(late).toThrow(BucketSettingsError);
    expect(late).toThrow(
      "stack/zone cannot be made of these inputs:\n" +
        "- intelligentTieringDays: expected fewer days than expireObjectsDays, since S3 moves no object that has expired; got 30 and 30.",
    );
    expect(configuration({ expireObjectsDays: 3, intelligentTieringDays: 30 })["rule"]).toHaveLength(1);
  });
});

describe("lifecycle rules of variables", () => {
  const view = synthesised((stack) => {
    const variable = (name: string, type: string): TerraformVariable =>
      new TerraformVariable(stack, name, { type });
    const days = variable("days", "number");
    const truth = variable("truth", "bool");
    new S3Bucket(stack, "zone", {
      ...MINIMAL,
      addressPrefix: "",
      // A number is there, a token too; an IResolvable may be null.
      abortMultipartDays: days.numberValue,
      expireObjectsDays: Token.asAny(days.value),
      enableIntelligentTiering: truth.booleanValue,
    });
  });
  const lifecycle = view.only(TYPE);

  it("are dynamic where Terraform decides whether they are there, and plain where they are", () => {
    expect(lifecycle["rule"]).toMatchObject([
      { abort_incomplete_multipart_upload: [{ days_after_initiation: "${var.days}" }] },
    ]);
    expect(lifecycle["dynamic"]).toEqual({
      rule: [
        {
          for_each: "${(var.days != null) ? [1] : []}",
          content: {
            id: "expire-older-objects",
            status: "Enabled",
            filter: [{}],
            expiration: [{ days: "${var.days}" }],
          },
        },
        {
          for_each: "${var.truth ? [1] : []}",
          content: {
            id: "intelligent-tiering",
            status: "Enabled",
            filter: [{}],
            transition: [{ days: 0, storage_class: "INTELLIGENT_TIERING" }],
          },
        },
      ],
    });
    expect(lifecycle["count"]).toBe(1);
  });

  it("are compared by Terraform, in a message that null does not break", () => {
    expect(lifecycle["lifecycle"]).toMatchObject({
      precondition: [
        {
          condition: "${(var.truth && (var.days != null)) ? (0 < var.days) : true}",
          error_message: expect.stringContaining(
            "got ${jsonencode(0)} and ${jsonencode(var.days)}.",
          ) as string,
        },
      ],
    });
  });
});
