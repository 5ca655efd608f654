/**
 * A program of others, as an ES module: fails when the package brings a cdktf or constructs of its own, whose
 * constructs this program's would not know.
 */
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { BucketSettingsError, maximumIdentifierPrefixLength, S3Bucket } from "db-snapshot-to-s3";

const stack = new TerraformStack(new App(), "identity");
const props = {
  tags: {},
  project: "project",
  environment: "Dev",
  bucketName: "Bucket",
  bucketIdentifier: "bucket",
  identifierPrefix: "prefix",
};
const bucket = new S3Bucket(stack, "bucket", props);

expect("a bucket is a construct", bucket instanceof Construct);
expect("it stands in the stack", TerraformStack.of(bucket) === stack);
expect("its elements are found", stack.node.findAll().filter(TerraformStack.isStack).length === 1);
expect("a limit is a number", maximumIdentifierPrefixLength === 36);
expect("an error is known by its class", refusal() instanceof BucketSettingsError);

function refusal(): unknown {
  try {
    return new S3Bucket(stack, "too-long", { ...props, identifierPrefix: "p".repeat(60) });
  } catch (error) {
    return error;
  }
}

function expect(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`expected that ${what}`);
}
