import { checkTfvars } from "../../../config/tfvars/check-tfvars";
import { stackOfFile } from "../../../config/tfvars/stack-of-file";
import { stackOfNames } from "../../../config/tfvars/stack-of-names";
import { sandboxSettings } from "../../../config/settings/sandbox";
import { sandboxConflicts } from "../../../config/settings/sandbox-conflicts";
import { tfvarsReport } from "../../../config/tfvars/tfvars-report";

it.each([
  ["names of the sandbox alone", ["project", "aws_sandbox_vpc_id"], "sandbox"],
  ["names of the data platform alone", ["project", "rds_instance_ids"], "data-platform"],
  ["names that both have", ["project", "region"], "data-platform"],
  ["a name too many from before", ["environment", "aws_sandbox_vpc_id", "create_zone"], "sandbox"],
  ["none", [], "data-platform"],
])("takes a file with %s for the right root stack's", (_what, names, stack) => {
  expect(stackOfNames(names)).toBe(stack);
});

it.each([
  ["config/dev.tfvars", "data-platform"],
  ["config/env.tfvars.example", "data-platform"],
  ["config/sandbox.tfvars.example", "sandbox"],
  ["config/nope.tfvars", undefined],
])("takes %s for one of %s", async (file, stack) => {
  expect(await stackOfFile(file)).toBe(stack);
});

it("accepts the sandbox's example as it is, without a warning", async () => {
  const check = await checkTfvars("config/sandbox.tfvars.example", sandboxSettings, sandboxConflicts);
  expect({ kind: check.kind, lines: tfvarsReport(check) }).toEqual({ kind: "accepted", lines: [] });
});
