import { readFileSync } from "node:fs";
import path from "node:path";
import { propsTable } from "./props-table";

interface Section {
  readonly name: string;
  readonly content: string;
}

/**
 * The generated parts of the npm package's page: the example as it is checked, and the inputs of each construct. It
 * stands alone in the package, so that its tables are there, too, and not behind links.
 */
export function npmPackageSections(root: string): readonly Section[] {
  const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
  const inputs = (module: string, props: string): string => {
    const file = `modules/${module}/props.ts`;
    return propsTable(file, read(file), props);
  };
  const program = (file: string): string =>
    `\`\`\`ts\n${read(`examples/cdktf-two-services/${file}`).trimEnd()}\n\`\`\``;
  return [
    { name: "example", content: program("main.ts") },
    { name: "two-accounts", content: program("two-accounts.ts") },
    { name: "pipeline-inputs", content: inputs("db-snapshot-to-s3", "DbSnapshotToS3Props") },
    { name: "bucket-inputs", content: inputs("s3-bucket", "S3BucketProps") },
    {
      name: "sandbox-inputs",
      content: inputs("db-snapshot-to-s3-sandbox-resources", "SandboxResourcesProps"),
    },
  ];
}
