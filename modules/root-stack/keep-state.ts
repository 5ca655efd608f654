import { LocalBackend, type TerraformStack } from "cdktf";
import type { Backend } from "../shared/synth-options";
import { PartialS3Backend } from "./partial-s3-backend";

/**
 * Says where Terraform keeps a root stack's state.
 * @param backend `s3`: where `terraform init -backend-config=…` says; `local`: a file in the stack's folder
 */
export function keepState(stack: TerraformStack, backend: Backend): void {
  switch (backend) {
    case "s3":
      new PartialS3Backend(stack);
      return;
    case "local":
      // Given, because the framework's own default is an absolute path of the machine that synthesises.
      new LocalBackend(stack, { path: "terraform.tfstate" });
      return;
  }
}
