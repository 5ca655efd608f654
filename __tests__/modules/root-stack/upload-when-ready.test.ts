import { Testing } from "cdktf";
import { DataPlatformStack } from "../../../modules/data-platform/data-platform-stack";
import { SandboxStack } from "../../../modules/sandbox/sandbox-stack";
import { viewOf } from "../../support/synth";

it.each([
  ["data-platform", DataPlatformStack],
  ["sandbox", SandboxStack],
] as const)("uploads the code of %s when its bucket keeps versions and is closed", (id, Stack) => {
  const view = viewOf(new Stack(Testing.app(), id, { backend: "local" }));
  const objects = view.ofType("aws_s3_object");
  expect(objects).toHaveLength(2);
  for (const address of objects)
    expect(view.raw(address)).toMatchObject({
      depends_on: expect.arrayContaining([
        "aws_s3_bucket_versioning.lambda_artefact_storage_bucket",
        "aws_s3_bucket_public_access_block.lambda_artefact_storage_block_public_access",
      ]),
    });
});
